"""Ctrl-C where it would leave something behind: it waits until that is settled, and is heeded then."""

import signal
import threading
from types import TracebackType


class Uninterrupted:
    """A block that Ctrl-C does not break: where it is pressed meanwhile, it takes effect at the end of the block.

    For short work that must not be left half done. Only the main thread is ever interrupted, so in others, and where
    signals are not Python's to handle, the block is as it is.
    """

    _before: object = None
    _was_pressed = False

    def __enter__(self) -> None:
        is_ours = threading.current_thread() is threading.main_thread()
        if is_ours and signal.getsignal(signal.SIGINT) is not None:
            self._before = signal.signal(signal.SIGINT, self._note)

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        if self._before is None:
            return
        signal.signal(signal.SIGINT, self._before)  # type: ignore[arg-type]  # what `signal.signal` returned
        if self._was_pressed:
            signal.raise_signal(signal.SIGINT)

    def _note(self, *_: object) -> None:
        self._was_pressed = True

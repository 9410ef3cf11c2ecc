"""What is packed is unpacked by everybody."""

import zlib

from hypothesis import given
from hypothesis import strategies as st

from kccreport.ground.flate import packed


@given(st.binary(max_size=5_000))
def test_what_is_packed_is_unpacked_by_python_and_is_the_same_each_time(data: bytes) -> None:
    assert zlib.decompress(packed(data)) == data
    assert packed(bytearray(data)) == packed(data)

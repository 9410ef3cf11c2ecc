"""python -m tests.heard: writes the transcripts of the sample papers anew, to be read through before they are committed."""

from tests.heard.transcripts import PAPERS, kept, transcript

for name in PAPERS:
    kept(name).write_text(transcript(name), "utf-8", newline="\n")

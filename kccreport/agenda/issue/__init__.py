"""One issue of an agenda: its papers opened, their pages numbered, the files made, and the public ones proved."""

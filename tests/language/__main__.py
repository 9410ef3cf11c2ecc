"""python -m tests.language: every message of the code is in cy.po, cy.mo is made from it, and what lacks its Welsh is shown."""

from tests.language.catalogue import mend

for words in mend():
    print(words)

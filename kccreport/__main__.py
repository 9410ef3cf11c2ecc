"""python -m kccreport: the same as the command kccreport."""

from kccreport.cli import main

if __name__ == "__main__":
    main()

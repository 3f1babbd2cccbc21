"""`python -m consult` is the `consult` command."""

from consult.commands import main

if __name__ == "__main__":
    main()

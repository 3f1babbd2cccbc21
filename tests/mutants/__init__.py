"""Files that somebody or something damaged: made from good ones by numbers, and put in through the doors of the program."""

"""What the sample workbooks say, one module a paper."""

"""How headings and dates are read: letters to tokens, tokens by one grammar to what they can mean."""

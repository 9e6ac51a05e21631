"""Languages without a parser of their own: read by tokens, with a light guess at what is declared."""

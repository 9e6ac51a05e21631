"""What nobody was looked at for: what is declared, entered, on a card, made up, made to order, or only a name."""

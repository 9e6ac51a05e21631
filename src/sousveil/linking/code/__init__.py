"""What running code says: what is handed a picture, predicted, looked up, read off an answer, put into words."""

"""Raw bytes to places worth reading: the automaton, its patterns, its cache."""

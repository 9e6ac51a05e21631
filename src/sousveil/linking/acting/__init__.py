"""What is done with an answer: alarms, rules, decisions, switches, what is sent, and what is kept."""

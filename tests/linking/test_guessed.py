"""What is guessed from names of people, and names in a register. All of it is invented."""

import pytest

from sousveil.model.words import Kind
from tests.linking.laid import report

REGISTERS = {
    "a.ts": """
export interface Pupil {
  firstName: string
  lastName: string
  enteredByFirstName: string
  classification: string
  classificationCode: string
  ethnicity: string
}
""",
    "model/Pupil.kt": """
package org.hill.model
class Pupil(val firstName: String, val lastName: String, val model: Model, val ethnicityCode: String)
""",
    "b.php": """<?php
$sql = "SELECT p.FIRST_NAME,p.LAST_NAME,p.GRADE,p.ETHNICITY_ID,p.EMAIL,p.PHONE FROM pupils p WHERE p.ID=1";
""",
    "one.yml": """
one:
  first_name: Ann
  last_name: Hill
  date_of_birth: 2001-01-01
  religion: text
""",
}
GUESSES = {
    "a.ts": """
export interface Guess {
  firstName: string
  lastName: string
  probability: number
  prediction: string
  ethnicity: string
}
""",
    "b.py": """
class EthnicityFromNames:
    def predict_ethnicity(self, first_name, last_name): ...
""",
    "c.R": """
guess_ethnicity <- function(surname, firstname) {
  # the likelihood of each ethnicity, given the surname
  probabilities <- bayes(surname, firstname)
  data.frame(surname = surname, ethnicity = names(probabilities))
}
""",
    "d.py": """
class SurnameClassifier:
    def estimate_race(self, surname, address, birth_date): ...
""",
}


def guessed(path: str, text: str) -> bool:
    return any(one.kind is Kind.PROFILING for one in report({path: text}, sifted=True).findings)


@pytest.mark.parametrize("path", REGISTERS)
def test_names_in_a_register_guess_nothing(path: str) -> None:
    assert not guessed(path, REGISTERS[path])


@pytest.mark.parametrize("path", GUESSES)
def test_what_guesses_from_names(path: str) -> None:
    assert guessed(path, GUESSES[path])

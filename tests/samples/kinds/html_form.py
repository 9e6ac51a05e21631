"""The page of an invented recorder on which captured faces are searched."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Black", "White"),
    stages=("vocabulary", "scheme", "exposure"),
    quotes=(("option", "Black"), ("key", "ethnicity"), ("ui-label", "Ethnicity")),
)


def case() -> dict[str, bytes]:
    """Choices with their values."""
    return {
        "www/face_search.html": b"""\
<!DOCTYPE html>
<html><head><title>Face search</title></head>
<body>
<form id="faceSearch" action="/cgi-bin/face_search.cgi" method="get">
  <label for="age">Age</label> <input id="age" name="age">
  <label for="glasses">Glasses</label>
  <select id="glasses" name="glasses"><option value="-1">Any</option><option value="1">Yes</option></select>
  <label for="eth">Ethnicity</label>
  <select id="eth" name="ethnicity">
    <option value="-1">Any</option>
    <option value="0">Asian</option>
    <option value="1">Black</option>
    <option value="2">White</option>
  </select>
  <button>Search snapshots</button>
</form>
</body></html>
"""
    }


def twin() -> dict[str, bytes]:
    """A form for students, with the question that many ask; and a shop of shirts."""
    return {
        "www/register.html": b"""\
<!DOCTYPE html>
<html><head><title>Student registration</title></head>
<body>
<form action="/register" method="post">
  <label for="first">First name</label> <input id="first" name="first_name">
  <label for="street">Street address</label> <input id="street" name="address">
  <label for="eth">Ethnicity (voluntary)</label>
  <select id="eth" name="ethnicity">
    <option value="">Prefer not to say</option>
    <option value="1">Asian</option>
    <option value="2">Black or African American</option>
    <option value="3">White</option>
  </select>
  <button>Register</button>
</form>
</body></html>
""",
        "www/shirts.html": b"""\
<form action="/search"><label>Colour</label>
<select name="colour"><option>Black</option><option>White</option><option>Yellow</option><option>Red</option></select>
<button>Search</button></form>
""",
    }

"""Texts of an invented web application as YAML, in the style of Rails, and the page that asks for them."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Black", "Latino or Hispanic"),
    stages=("vocabulary", "scheme", "exposure"),
    quotes=(("ui-label", "Race"), ("ui-label", "African American")),
)


def case() -> dict[str, bytes]:
    """The keys lie in the section of the language."""
    return {
        "config/locales/en.yml": b"""\
en:
  sightings:
    filter:
      age: Age
      beard: Beard
      origin: Race
    origins:
      a: East Asian
      b: African American
      c: Hispanic
""",
        "app/views/sightings/_filter.html.erb": b"""\
<%= form_with url: face_search_path do |f| %>
  <label><%= t('sightings.filter.age') %></label> <%= f.text_field :age %>
  <label><%= t('sightings.filter.beard') %></label> <%= f.check_box :beard %>
  <label><%= t('sightings.filter.origin') %></label>
  <%= f.select :origin, %w[a b c].map { |one| [t("sightings.origins.#{one}"), one] } %>
  <p>Faces that the cameras captured</p>
<% end %>
""",
    }


def twin() -> dict[str, bytes]:
    """Paint and racing."""
    return {
        "config/locales/en.yml": b"""\
en:
  paint:
    colours: {a: Black, b: White, c: Yellow}
  racing:
    next_race: Next race
    horse: Horse
""",
        "app/views/racing/_next.html.erb": b"""\
<label><%= t('racing.next_race') %></label>
<label><%= t('racing.horse') %></label>
<%= f.select :colour, %w[a b c].map { |one| [t("paint.colours.#{one}"), one] } %>
""",
    }

"""The filter of an invented camera cloud, in React: texts by key, the keys in a table."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Black", "Latino or Hispanic"),
    stages=("vocabulary", "scheme", "exposure"),
    quotes=(("ui-label", "Ethnicity"),),
)


def case() -> dict[str, bytes]:
    """A component and an English table."""
    return {
        "web/src/components/FaceFilter.jsx": b"""\
import { useTranslation } from 'react-i18next';

export function FaceFilter({ value, onChange }) {
  const { t } = useTranslation();
  return (
    <form className="face-filter">
      <Select label={t('filters.age')} value={value.age} onChange={onChange('age')} />
      <Select label={t('filters.glasses')} value={value.glasses} onChange={onChange('glasses')} />
      <Select label={t('filters.origin')} value={value.origin} onChange={onChange('origin')}>
        <option value="a">{t('filters.origins.a')}</option>
        <option value="b">{t('filters.origins.b')}</option>
        <option value="c">{t('filters.origins.c')}</option>
      </Select>
      <button>{t('filters.searchFaces')}</button>
    </form>
  );
}
""",
        "web/public/locales/en/translation.json": b"""\
{
  "filters": {
    "age": "Age",
    "glasses": "Glasses",
    "origin": "Ethnicity",
    "origins": {"a": "East Asian", "b": "African American", "c": "Hispanic"},
    "searchFaces": "Search faces"
  }
}
""",
    }


def twin() -> dict[str, bytes]:
    """A form of applicants, and the colours of a shop."""
    return {
        "web/src/components/Application.jsx": b"""\
import { useTranslation } from 'react-i18next';

export function Application({ value, onChange }) {
  const { t } = useTranslation();
  return (
    <form className="application-form">
      <Select label={t('applicant.address')} onChange={onChange('address')} />
      <Select label={t('applicant.origin')} onChange={onChange('origin')} />
      <Select label={t('applicant.maritalStatus')} onChange={onChange('status')} />
    </form>
  );
}
""",
        "web/public/locales/en/translation.json": b"""\
{
  "applicant": {"address": "Address", "origin": "Ethnicity", "maritalStatus": "Marital status"},
  "shop": {"colours": {"a": "Red", "b": "Black", "c": "White"}}
}
""",
    }

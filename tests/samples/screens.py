"""Screens of invented products that ask for texts by key: what the tables of texts belong to."""

PANEL_CPP = b"""\
#include "facefilterpanel.h"

FaceFilterPanel::FaceFilterPanel(QWidget *parent) : QWidget(parent)
{
    ageBox->setTitle(tr("Age range"));
    glassesBox->setTitle(tr("Glasses"));
    raceBox->setTitle(tr("Origin"));
    searchButton->setText(tr("Search captured faces"));
}
"""
"""A filter of captured faces, in C++ with Qt."""

READER_CPP = b"""\
#include "cardreaderpanel.h"

CardReaderPanel::CardReaderPanel(QWidget *parent) : QWidget(parent)
{
    nameLabel->setText(tr("Name"));
    birthLabel->setText(tr("Date of birth"));
    nationLabel->setText(tr("Origin"));
    numberLabel->setText(tr("ID card number"));
}
"""
"""What an identity card says, in C++ with Qt."""

SEARCH_PY = b'''\
"""The filter of captured faces."""
from gettext import gettext as _


def face_filter(form):
    form.add(_("Age range"), "age")
    form.add(_("Glasses"), "glasses")
    form.add(_("Origin"), "race")
    form.button(_("Search captured faces"))
'''

PROFILE_PY = b'''\
"""The form of a new member of staff."""
from gettext import gettext as _


def employee_form(form):
    form.add(_("Name"), "name")
    form.add(_("Date of birth"), "birth")
    form.add(_("Origin"), "ethnicity")
    form.add(_("Home address"), "address")
'''

FILTER_JAVA = b"""\
package maker.gate.faces;

/** Filters the faces that cameras have captured. */
public class FaceFilterFragment extends Fragment {
    private Spinner glasses;

    @Override
    public void onViewCreated(View view, Bundle state) {
        title(R.string.filter_age_range);
        title(R.string.filter_glasses);
        title(R.string.filter_origin_title);
        entries(R.array.filter_origin_names);
    }
}
"""

CARD_JAVA = b"""\
package maker.gate.cards;

/** Shows what the chip of an identity card says. */
public class CardReaderFragment extends Fragment {
    private TextView birthDate;
    private TextView idNumber;

    @Override
    public void onViewCreated(View view, Bundle state) {
        title(R.string.card_holder_name);
        title(R.string.card_birth_date);
        title(R.string.filter_origin_title);
        entries(R.array.filter_origin_names);
    }
}
"""

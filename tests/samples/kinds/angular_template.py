"""A page of an invented video platform as an Angular template: the filter of faces, its texts by key."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=(),
    stages=("vocabulary", "exposure"),
    quotes=(("ui-label", "Skin colour"), ("key", "skinTone")),
)


def case() -> dict[str, bytes]:
    """The key stands before a pipe."""
    return {
        "web/src/app/faces/face-filter.component.html": b"""\
<form [formGroup]="faceForm" (ngSubmit)="searchFaces()">
  <mat-form-field><mat-label>{{ 'FACES.AGE' | translate }}</mat-label><input formControlName="age"></mat-form-field>
  <mat-form-field><mat-label>{{ 'FACES.GLASSES' | translate }}</mat-label>
    <mat-select formControlName="glasses"></mat-select></mat-form-field>
  <mat-form-field>
    <mat-label>{{ 'FACES.TONE' | translate }}</mat-label>
    <mat-select formControlName="skinTone"><mat-option *ngFor="let one of tones"></mat-option></mat-select>
  </mat-form-field>
</form>
""",
        "web/src/assets/i18n/en.json": b'{"FACES": {"AGE": "Age", "GLASSES": "Glasses", "TONE": "Skin colour"}}\n',
    }


def twin() -> dict[str, bytes]:
    """The make-up of a shop, and the colours of cars."""
    return {
        "web/src/app/shop/product-filter.component.html": b"""\
<form [formGroup]="shop">
  <mat-label>{{ 'SHOP.PRICE' | translate }}</mat-label><input formControlName="price">
  <mat-label>{{ 'SHOP.BRAND' | translate }}</mat-label><input formControlName="brand">
  <mat-label>{{ 'SHOP.RACE' | translate }}</mat-label><mat-select formControlName="race"></mat-select>
</form>
""",
        "web/src/assets/i18n/en.json": b'{"SHOP": {"PRICE": "Price", "BRAND": "Brand", "RACE": "Horse race"}}\n',
    }

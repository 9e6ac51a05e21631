"""Headers of Objective-C: what an interface declares, each where it stands. All names are invented."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.model.words import SymbolKind
from sousveil.reading.source.objective_c import as_cpp, is_objective_c
from tests.linking.laid import examined

HEADER = """
#import <Foundation/Foundation.h>
@class QuorrImage, QuorrFrame;
@protocol QuorrWatcher;
typedef NS_ENUM(NSInteger, QuorrKind) {
    QuorrKindFirst = 0,
    QuorrKindSecond,
};
/// What is told of one.
@interface QuorrInfo : NSObject <NSCopying> {
    int _hidden;
}
/** how old */
@property (nonatomic, assign) float age;
@property (nonatomic, strong, getter=isOpen, nullable) NSArray<NSString *> *names;
@property QuorrKind kind;
- (NSString *)labelOf:(QuorrImage *)image within:(CGRect)rect;
+ (instancetype)shared;
@end
@interface QuorrInfo (More)
@property (nonatomic, copy) NSString *more;
@end
"""


def told(header: str) -> dict[str, tuple[SymbolKind, str, str]]:
    (one,) = examined({"Quorr.h": header}, sifted=True)
    (reading,) = one.readings
    symbols = reading.symbols
    return {s.name: (s.kind, s.type, symbols[s.parent].name if s.parent >= 0 else "") for s in symbols}


def test_what_an_interface_declares():
    found = told(HEADER)
    assert found["QuorrInfo"][0] is SymbolKind.RECORD
    assert found["age"] == (SymbolKind.FIELD, "float", "QuorrInfo")
    assert found["names"][::2] == (SymbolKind.FIELD, "QuorrInfo")
    assert found["kind"] == (SymbolKind.FIELD, "QuorrKind", "QuorrInfo")
    assert found["more"][::2] == (SymbolKind.FIELD, "QuorrInfo")
    assert found["_hidden"][::2] == (SymbolKind.FIELD, "QuorrInfo")
    assert found["labelOf"][::2] == (SymbolKind.FUNCTION, "QuorrInfo")
    assert found["image"] == (SymbolKind.PARAMETER, "QuorrImage", "labelOf")
    assert found["rect"][::2] == (SymbolKind.PARAMETER, "labelOf")
    assert found["QuorrKindSecond"][::2] == (SymbolKind.ENUM_MEMBER, "QuorrKind")


def test_a_property_stands_where_it_stood():
    (one,) = examined({"Quorr.h": HEADER}, sifted=True)
    (reading,) = one.readings
    lines = HEADER.splitlines()
    for symbol in reading.symbols:
        if symbol.unit >= 0:
            unit = reading.units[symbol.unit]
            assert unit.text in lines[(unit.line or 1) - 1]


def test_other_headers_are_left_alone():
    assert not is_objective_c(b"struct quorr { int age; };\n// mail me @home\n")


PIECES = st.sampled_from(
    [
        "@interface ",
        "@end",
        "@property ",
        "(a, b)",
        "- (int)",
        "x:(int)y ",
        "{",
        "}",
        ";",
        "\n",
        "Name",
        ":",
        "NS_ENUM(",
        "é",
    ]
)


@settings(deadline=None, max_examples=200)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_as_many_bytes_and_as_many_lines_as_before(text):
    source = text.encode()
    made = as_cpp(source)
    assert len(made) == len(source)

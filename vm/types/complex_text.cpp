// Reads "1", "2j", "1+2j", "-j" and the like.
// CPython: complex_from_string_inner in Objects/complexobject.c

#include "vm/types/complex_text.h"

#include "vm/object/number_text.h"

#include <string>

namespace fw {

namespace {

void skip_spaces(std::string_view& text)
{
    while (
        !text.empty() && (text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r'))) {
        text.remove_prefix(1);
    }
}

bool starts_with_any(std::string_view text, std::string_view characters)
{
    return !text.empty() && characters.find(text.front()) != std::string_view::npos;
}

// The text has no underscores any more; false: malformed.
bool parse(std::string_view text, double& real, double& imag)
{
    real = 0;
    imag = 0;
    skip_spaces(text);
    bool has_parenthesis = false;
    if (starts_with_any(text, "(")) {
        has_parenthesis = true;
        text.remove_prefix(1);
        skip_spaces(text);
    }
    double number;
    if (scan_double(text, number)) {
        if (starts_with_any(text, "+-")) {
            // <float><signed float>j or <float><sign>j
            real = number;
            const double sign = text.front() == '+' ? 1.0 : -1.0;
            if (!scan_double(text, imag)) {
                imag = sign;
                text.remove_prefix(1);
            }
            if (!starts_with_any(text, "jJ")) {
                return false;
            }
            text.remove_prefix(1);
        } else if (starts_with_any(text, "jJ")) {
            imag = number;
            text.remove_prefix(1);
        } else {
            real = number;
        }
    } else {
        // <sign>j or j
        imag = 1;
        if (starts_with_any(text, "+-")) {
            imag = text.front() == '+' ? 1.0 : -1.0;
            text.remove_prefix(1);
        }
        if (!starts_with_any(text, "jJ")) {
            return false;
        }
        text.remove_prefix(1);
    }
    skip_spaces(text);
    if (has_parenthesis) {
        if (!starts_with_any(text, ")")) {
            return false;
        }
        text.remove_prefix(1);
        skip_spaces(text);
    }
    return text.empty();
}

} // namespace

ComplexText complex_from_text(std::string_view text, double& real, double& imag)
{
    std::string plain;
    if (text.find('_') != std::string_view::npos) {
        if (!remove_underscores(text, plain)) {
            return ComplexText::MisplacedUnderscore;
        }
        text = plain;
    }
    return parse(text, real, imag) ? ComplexText::Good : ComplexText::Malformed;
}

} // namespace fw

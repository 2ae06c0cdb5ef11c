// Making floats and complex numbers.
// CPython: Objects/floatobject.c, Objects/complexobject.c

#include "vm/object/float.h"

#include "vm/base/float_text.h"
#include "vm/object/core_objects.h"
#include "vm/object/protocol.h"
#include "vm/object/runtime.h"

#include <cmath>

namespace fw {

Ref make_float(double value)
{
    auto* const object = static_cast<Float*>(region_allocate(sizeof(Float)));
    object->refcount = 1;
    object->type = float_type();
    object->value = value;
    return Ref::adopt(object);
}

Ref make_complex(double real, double imag)
{
    RefTo<Complex> object = allocate<Complex>(complex_type());
    object->real = real;
    object->imag = imag;
    return object;
}

std::string complex_repr(double real, double imag)
{
    // The parts have no ".0"; a real part of +0 is left out, and so are the parentheses.
    const std::string imaginary = format_double(imag, 'r', 0);
    if (real == 0 && !std::signbit(real)) {
        return imaginary + "j";
    }
    std::string out = "(";
    out += format_double(real, 'r', 0);
    out += format_double(imag, 'r', 0, FloatSign);
    out += "j)";
    return out;
}

} // namespace fw

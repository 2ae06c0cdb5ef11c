// math's functions over many numbers: fsum, prod, hypot, dist.
// CPython: Modules/mathmodule.c

#include "vm/modules/math_module.h"

#include "vm/object/arguments.h"
#include "vm/object/int.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace fw {

namespace {

// The exact sum of partial sums that do not overlap, rounded once. Shewchuk's algorithm.
struct ExactSum {
    std::vector<double> partials;
    double special = 0.0; // sum of the infinities and NaNs
    double infinities = 0.0;
    bool overflowed = false;

    void add(double x)
    {
        const double given = x;
        std::size_t kept = 0;
        for (double y : partials) {
            if (std::fabs(x) < std::fabs(y)) {
                std::swap(x, y);
            }
            const volatile double high = x + y;
            const volatile double rounded = high - x;
            const volatile double low = y - rounded;
            if (low != 0.0) {
                partials[kept++] = low;
            }
            x = high;
        }
        partials.resize(kept);
        if (x == 0.0) {
            return;
        }
        if (std::isfinite(x)) {
            partials.push_back(x);
            return;
        }
        if (std::isfinite(given)) {
            overflowed = true;
            return;
        }
        if (std::isinf(given)) {
            infinities += given;
        }
        special += given;
        partials.clear();
    }

    double rounded() const
    {
        std::size_t n = partials.size();
        if (n == 0) {
            return 0.0;
        }
        double high = partials[--n];
        double low = 0.0;
        while (n > 0) {
            const double x = high;
            const double y = partials[--n];
            const volatile double sum = x + y;
            const volatile double rounding = sum - x;
            high = sum;
            low = y - rounding;
            if (low != 0.0) {
                break;
            }
        }
        // Half-way cases round to even across the partial sums that are left.
        if (n > 0
            && ((low < 0.0 && partials[n - 1] < 0.0) || (low > 0.0 && partials[n - 1] > 0.0))) {
            const double y = low * 2.0;
            const volatile double x = high + y;
            const volatile double rounding = x - high;
            if (y == rounding) {
                high = x;
            }
        }
        return high;
    }
};

Result<Ref> math_fsum(Thread& thread, Object*, Args args)
{
    ExactSum sum;
    TRY(for_each(thread, args[0], [&](const Ref& item) -> Result<bool> {
        TRY_LET(const double value, to_double(thread, item.get()));
        sum.add(value);
        if (sum.overflowed) {
            return raise(thread, TypeId::OverflowError, "intermediate overflow in fsum");
        }
        return true;
    }));
    if (sum.special != 0.0) {
        if (std::isnan(sum.infinities)) {
            return raise(thread, TypeId::ValueError, "-inf + inf in fsum");
        }
        return make_float(sum.special);
    }
    return make_float(sum.rounded());
}

Result<Ref> math_prod(Thread& thread, Object*, Args args)
{
    Ref product = args[1] ? share(args[1]) : make_int(1);
    TRY(for_each(thread, args[0], [&](const Ref& item) -> Result<bool> {
        TRY_SET(product, number_multiply(thread, product.get(), item.get()));
        return true;
    }));
    return product;
}

// The Euclidean length, scaled by the largest coordinate, with a compensated sum.
double vector_length(const std::vector<double>& coordinates, double largest, bool found_nan)
{
    if (std::isinf(largest)) {
        return largest;
    }
    if (found_nan) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    if (largest == 0.0 || coordinates.size() <= 1) {
        return largest;
    }
    double sum = 1.0;
    double fraction = 0.0;
    for (const double coordinate : coordinates) {
        double x = coordinate / largest;
        x = x * x;
        const double before = sum;
        sum += x;
        fraction += (before - sum) + x;
    }
    return largest * std::sqrt(sum - 1.0 + fraction);
}

struct Coordinates {
    std::vector<double> values;
    double largest = 0.0;
    bool found_nan = false;

    void add(double value)
    {
        const double size = std::fabs(value);
        values.push_back(size);
        found_nan = found_nan || std::isnan(size);
        largest = size > largest ? size : largest;
    }
    double length() const { return vector_length(values, largest, found_nan); }
};

Result<Ref> math_hypot(Thread& thread, Object*, Args args)
{
    TRY(check_no_keywords(thread, "math.hypot", args));
    Coordinates coordinates;
    for (std::size_t i = 0; i < args.count; ++i) {
        TRY_LET(const double value, to_double(thread, args[i]));
        coordinates.add(value);
    }
    return make_float(coordinates.length());
}

Result<Ref> math_dist(Thread& thread, Object*, Args args)
{
    TRY_LET(const Ref from, sequence_to_tuple(thread, args[0]));
    TRY_LET(const Ref to, sequence_to_tuple(thread, args[1]));
    const Tuple& p = *as<Tuple>(from.get());
    const Tuple& q = *as<Tuple>(to.get());
    if (p.length != q.length) {
        return raise(
            thread, TypeId::ValueError, "both points must have the same number of dimensions");
    }
    Coordinates coordinates;
    for (std::int64_t i = 0; i < p.length; ++i) {
        TRY_LET(const double left, to_double(thread, p[i]));
        TRY_LET(const double right, to_double(thread, q[i]));
        coordinates.add(left - right);
    }
    return make_float(coordinates.length());
}

constexpr Method functions[] = {
    { .name = "fsum",
        .signature = "seq, /",
        .call = math_fsum,
        .doc = "The exact sum of floats, rounded once." },
    { .name = "prod",
        .signature = "iterable, /, *, start=1",
        .call = math_prod,
        .doc = "The product of the items." },
    { .name = "hypot",
        .signature = "*",
        .call = math_hypot,
        .doc = "The length of the vector with these coordinates." },
    { .name = "dist",
        .signature = "p, q, /",
        .call = math_dist,
        .doc = "The distance of two points." },
};

} // namespace

std::span<const Method> math_sum_functions()
{
    return functions;
}

} // namespace fw

// IncrementalNewlineDecoder(decoder, translate): line ends in pieces of text.
// CPython: Modules/_io/textio.c

#include "vm/modules/io_support.h"
#include "vm/object/bytes.h"
#include "vm/object/protocol.h"

namespace fw {

namespace {

struct NewlineDecoder : IoObject {
    Object* decoder;
    bool translates;
    bool pending_return; // a "\r" was kept back: it may be half of an end
    LineEnds seen;

    Object* inner() const { return decoder == none() ? nullptr : decoder; }
};

Result<void> decoder_init(Thread& thread, Object* self, Args args)
{
    static constexpr SignatureShape shape("decoder, translate, errors='strict'");
    Object* values[3];
    TRY(bind_arguments(thread, "IncrementalNewlineDecoder", shape, args, values));
    auto* decoder = as<NewlineDecoder>(self);
    TRY_SET(decoder->translates, is_true(thread, values[1]));
    const Ref old = Ref::adopt(decoder->decoder);
    decoder->decoder = share(values[0]).release();
    decoder->pending_return = false;
    decoder->seen = {};
    return {};
}

Result<Ref> decoder_decode(Thread& thread, NewlineDecoder& self, Args args)
{
    Ref text = share(args[0]);
    bool final = false;
    if (args[1]) {
        TRY_SET(final, is_true(thread, args[1]));
    }
    if (Object* inner = self.inner()) {
        TRY_SET(text,
            call_method(thread, inner, intern("decode").get(),
                { args[0], final ? true_object() : false_object() }));
    }
    if (!is_str(text.get())) {
        return raise(thread, TypeId::TypeError, "decoder should return a string result, not '{}'",
            type_name(text.get()));
    }
    const Str& decoded = *as<Str>(text.get());
    for (std::int64_t i = 0; i < decoded.length; ++i) {
        self.seen.see(decoded.at(i));
    }
    if (final) {
        self.seen.end();
    }
    StrBuilder builder;
    std::int64_t start = 0;
    if (self.pending_return && (decoded.length > 0 || final)) {
        self.pending_return = false;
        const bool pair = decoded.length > 0 && decoded.at(0) == U'\n';
        if (self.translates) {
            builder.append(U'\n');
            start = pair ? 1 : 0;
        } else {
            builder.append(U'\r');
        }
    }
    for (std::int64_t i = start; i < decoded.length; ++i) {
        const char32_t character = decoded.at(i);
        if (character == U'\r') {
            if (i + 1 == decoded.length && !final) {
                self.pending_return = true;
                break;
            }
            if (self.translates) {
                builder.append(U'\n');
                if (i + 1 < decoded.length && decoded.at(i + 1) == U'\n') {
                    ++i;
                }
                continue;
            }
        }
        builder.append(character);
    }
    return Ref(builder.finish());
}

// (bytes that the decoder keeps, its flags and ours in the lowest bit)
Result<Ref> decoder_getstate(Thread& thread, NewlineDecoder& self, Args)
{
    Ref kept = make_bytes({});
    Ref flags = make_int(0);
    if (Object* inner = self.inner()) {
        TRY_LET(const Ref state, call_method(thread, inner, intern("getstate").get()));
        if (!is_tuple(state.get()) || as<Tuple>(state.get())->length != 2) {
            return raise(thread, TypeId::TypeError, "illegal decoder state");
        }
        kept = share((*as<Tuple>(state.get()))[0]);
        flags = share((*as<Tuple>(state.get()))[1]);
    }
    TRY_LET(const std::int64_t number, to_int64(thread, flags.get()));
    const Ref both = make_int(number * 2 + (self.pending_return ? 1 : 0));
    return Ref(make_tuple({ kept.get(), both.get() }));
}

Result<Ref> decoder_setstate(Thread& thread, NewlineDecoder& self, Args args)
{
    if (!is_tuple(args[0])) {
        return raise(thread, TypeId::TypeError, "state argument must be a tuple");
    }
    const Tuple& state = *as<Tuple>(args[0]);
    if (state.length != 2) {
        return raise(thread, TypeId::TypeError, "setstate(): illegal state argument");
    }
    TRY_LET(const std::int64_t flags, to_int64(thread, state[1]));
    self.pending_return = (flags & 1) != 0;
    if (Object* inner = self.inner()) {
        const Ref rest = make_int(flags >> 1);
        const RefTo<Tuple> its_state = make_tuple({ state[0], rest.get() });
        return call_method(thread, inner, intern("setstate").get(), { its_state.get() });
    }
    return make_none();
}

Result<Ref> decoder_reset(Thread& thread, NewlineDecoder& self, Args)
{
    self.pending_return = false;
    self.seen = {};
    Object* inner = self.inner();
    return inner ? call_method(thread, inner, intern("reset").get()) : make_none();
}

Result<Ref> decoder_newlines(Thread&, Object* self)
{
    return as<NewlineDecoder>(self)->seen.value();
}

void decoder_destroy(Object* self)
{
    gc_untrack(self);
    xdecref(as<NewlineDecoder>(self)->decoder);
    io_drop_members(*as<IoObject>(self));
    free_object(self);
}

void decoder_traverse(Object* self, VisitFn visit, void* context)
{
    io_traverse(self, visit, context);
    if (as<NewlineDecoder>(self)->decoder) {
        visit(as<NewlineDecoder>(self)->decoder, context);
    }
}

constexpr Method decoder_methods[] = {
    { .name = "decode",
        .signature = "input, final=False",
        .call = native<NewlineDecoder, decoder_decode>,
        .doc = "Decode a piece of text." },
    { .name = "getstate",
        .call = native<NewlineDecoder, decoder_getstate>,
        .doc = "What it keeps between pieces." },
    { .name = "setstate",
        .signature = "state, /",
        .call = native<NewlineDecoder, decoder_setstate>,
        .doc = "Go on from what getstate() gave." },
    { .name = "reset", .call = native<NewlineDecoder, decoder_reset>, .doc = "Start anew." },
};

constexpr Attribute decoder_attributes[] = {
    { .name = "newlines", .get = decoder_newlines, .doc = "The line ends seen." },
};

constexpr TypeSpec decoder_spec = {
    .name = "_io.IncrementalNewlineDecoder",
    .doc = "Makes line ends uniform.",
    .basic_size = sizeof(NewlineDecoder),
    .dict_offset = offsetof(IoObject, dict),
    .weakrefs_offset = offsetof(IoObject, weakrefs),
    .flags = TypeIsBase,
    .slots = {
        .destroy = decoder_destroy,
        .traverse = decoder_traverse,
        .init = decoder_init,
        .create = create_file<NewlineDecoder>,
    },
    .methods = decoder_methods,
    .attributes = decoder_attributes,
};

} // namespace

void prepare_newline_decoder_type()
{
    type_ready(*io_type(IoType::NewlineDecoder), decoder_spec);
}

} // namespace fw

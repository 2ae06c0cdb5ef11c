// The modules _md5, _sha1, _sha256, _sha3 and _blake2: objects around running message digests.
// CPython: Modules/md5module.c, sha1module.c, sha256module.c, _sha3, _blake2

#include "vm/eval/import.h"
#include "vm/modules/digest.h"
#include "vm/modules/module_support.h"
#include "vm/modules/module_types.h"
#include "vm/object/arguments.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/types/bytes_support.h"

namespace fw {

namespace {

struct Hash : Object {
    std::int64_t kind; // of the table below
    DigestState state;
};

// In the order of the types in the module's block.
const DigestKind* kinds(std::size_t index)
{
    const DigestKind* const all[] = { &md5_kind, &sha1_kind, &sha224_kind, &sha256_kind,
        &sha3_kinds[0], &sha3_kinds[1], &sha3_kinds[2], &sha3_kinds[3], &sha3_kinds[4],
        &sha3_kinds[5], &blake2b_kind, &blake2s_kind };
    return all[index];
}

enum Kind : std::uint16_t { Md5, Sha1, Sha224, Sha256, Sha3, Shake128 = 8, Blake2b = 10, Blake2s };

Type* hash_type(std::size_t kind)
{
    return type_at(static_cast<std::size_t>(ModuleBlock::hash) + kind);
}

const DigestKind& kind_of(const Hash& hash)
{
    return *kinds(static_cast<std::size_t>(hash.kind));
}

Result<std::string_view> bytes_to_hash(Thread& thread, Object* object)
{
    if (is_str(object)) {
        return raise(thread, TypeId::TypeError, "Strings must be encoded before hashing");
    }
    std::string_view bytes;
    if (!bytes_view(object, bytes)) {
        return raise(thread, TypeId::TypeError, "object supporting the buffer API required");
    }
    return bytes;
}

Result<Ref> make_hash(Thread& thread, std::size_t kind, Object* data)
{
    RefTo<Hash> hash = allocate<Hash>(hash_type(kind));
    hash->kind = static_cast<std::int64_t>(kind);
    digest_start(kind_of(*hash), hash->state);
    if (data) {
        TRY_LET(const std::string_view bytes, bytes_to_hash(thread, data));
        digest_add(kind_of(*hash), hash->state, bytes);
    }
    return hash;
}

template <std::size_t kind> Result<Ref> new_hash(Thread& thread, Object*, Args args)
{
    return make_hash(thread, kind, args[0]);
}

template <std::size_t kind> Result<Ref> hash_create(Thread& thread, Type&, Args args)
{
    constexpr SignatureShape shape("data=b'', /, *, usedforsecurity=True");
    Object* values[2];
    TRY(bind_arguments(thread, kinds(kind)->name, shape, args, values));
    return make_hash(thread, kind, values[0]);
}

// --- methods

Result<Ref> hash_update(Thread& thread, Hash& self, Args args)
{
    TRY_LET(const std::string_view bytes, bytes_to_hash(thread, args[0]));
    digest_add(kind_of(self), self.state, bytes);
    return make_none();
}

std::string digest_of(const Hash& hash, std::uint64_t size)
{
    DigestState copy = hash.state;
    return kind_of(hash).finish(copy, size);
}

std::string hexadecimal(std::string_view bytes)
{
    std::string text;
    for (const char c : bytes) {
        text += fmt::format("{:02x}", static_cast<unsigned char>(c));
    }
    return text;
}

Result<Ref> hash_digest(Thread&, Hash& self, Args)
{
    return make_bytes(digest_of(self, self.state.digest_size));
}

Result<Ref> hash_hexdigest(Thread&, Hash& self, Args)
{
    return make_str(hexadecimal(digest_of(self, self.state.digest_size)));
}

Result<std::uint64_t> wanted_size(Thread& thread, Object* object)
{
    TRY_LET(const std::int64_t size, to_int64(thread, object));
    if (size < 0) {
        return raise(thread, TypeId::ValueError, "value must be positive");
    }
    if (size >= 1 << 29) {
        return raise(thread, TypeId::ValueError, "length is too large");
    }
    return static_cast<std::uint64_t>(size);
}

Result<Ref> shake_digest(Thread& thread, Hash& self, Args args)
{
    TRY_LET(const std::uint64_t size, wanted_size(thread, args[0]));
    return make_bytes(digest_of(self, size));
}

Result<Ref> shake_hexdigest(Thread& thread, Hash& self, Args args)
{
    TRY_LET(const std::uint64_t size, wanted_size(thread, args[0]));
    return make_str(hexadecimal(digest_of(self, size)));
}

Result<Ref> hash_copy(Thread&, Hash& self, Args)
{
    RefTo<Hash> copy = allocate<Hash>(self.type);
    copy->kind = self.kind;
    copy->state = self.state;
    return copy;
}

Result<Ref> get_block_size(Thread&, Object* self)
{
    return make_int(kind_of(*as<Hash>(self)).block_size);
}

Result<Ref> get_digest_size(Thread&, Object* self)
{
    return make_int(as<Hash>(self)->state.digest_size);
}

Result<Ref> get_name(Thread&, Object* self)
{
    return make_str(kind_of(*as<Hash>(self)).name);
}

constexpr Method hash_methods[] = {
    { "update", "obj, /", native<Hash, hash_update>, "Add bytes." },
    { "digest", "", native<Hash, hash_digest>, "The digest as bytes." },
    { "hexdigest", "", native<Hash, hash_hexdigest>, "The digest as hexadecimal text." },
    { "copy", "", native<Hash, hash_copy>, "An independent copy." },
};
constexpr Method shake_methods[] = {
    { "update", "obj, /", native<Hash, hash_update>, "Add bytes." },
    { "digest", "length, /", native<Hash, shake_digest>, "So many bytes of the digest." },
    { "hexdigest", "length, /", native<Hash, shake_hexdigest>, "The same as text." },
    { "copy", "", native<Hash, hash_copy>, "An independent copy." },
};
constexpr Attribute hash_attributes[] = {
    { .name = "block_size", .get = get_block_size },
    { .name = "digest_size", .get = get_digest_size },
    { .name = "name", .get = get_name },
};

constexpr TypeSpec hash_spec(
    const char* name, CreateFn create, std::span<const Method> methods = hash_methods)
{
    return { .name = name,
        .basic_size = sizeof(Hash),
        .slots = { .create = create },
        .methods = methods,
        .attributes = hash_attributes };
}

// --- BLAKE2

struct Limits {
    std::uint64_t key;
    std::uint64_t salt; // and person
    std::uint64_t digest;
    std::uint64_t node_offset; // bits
};

template <std::size_t kind>
constexpr Limits limits = kind == Blake2b ? Limits{ 64, 16, 64, 64 } : Limits{ 32, 8, 32, 48 };

Result<void> take_number(Thread& thread, std::uint64_t& number, Object* object, std::uint64_t least,
    std::uint64_t most, std::string_view message)
{
    if (!object) {
        return {};
    }
    TRY_LET(const std::int64_t given, to_int64(thread, object));
    if (given < 0 || static_cast<std::uint64_t>(given) < least
        || static_cast<std::uint64_t>(given) > most) {
        return raise_message(thread, TypeId::ValueError, message);
    }
    number = static_cast<std::uint64_t>(given);
    return {};
}

// The same for unsigned C numbers.
Result<void> take_unsigned(
    Thread& thread, std::uint64_t& number, Object* object, std::uint64_t most, const char* what)
{
    if (!object) {
        return {};
    }
    TRY_LET(const std::int64_t given, to_int64(thread, object));
    if (given < 0) {
        return raise(thread, TypeId::ValueError, "value must be positive");
    }
    if (static_cast<std::uint64_t>(given) > most) {
        return raise(thread, TypeId::OverflowError, "{} is too large", what);
    }
    number = static_cast<std::uint64_t>(given);
    return {};
}

Result<void> take_bytes(
    Thread& thread, std::string_view& bytes, Object* object, std::uint64_t most, const char* what)
{
    if (!object) {
        return {};
    }
    TRY_SET(bytes, require_bytes(thread, object));
    if (bytes.size() > most) {
        return raise(thread, TypeId::ValueError, "maximum {} length is {} bytes", what, most);
    }
    return {};
}

template <std::size_t kind> Result<Ref> blake2_create(Thread& thread, Type&, Args args)
{
    constexpr SignatureShape shape(
        "data=b'', /, *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, "
        "leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, "
        "usedforsecurity=True");
    constexpr Limits most = limits<kind>;
    Object* values[13];
    TRY(bind_arguments(thread, kinds(kind)->name, shape, args, values));
    Blake2Parameters given{ .digest_size = most.digest };
    TRY(take_number(thread, given.digest_size, values[1], 1, most.digest,
        fmt::format("digest_size must be between 1 and {} bytes", most.digest)));
    TRY(take_bytes(thread, given.key, values[2], most.key, "key"));
    TRY(take_bytes(thread, given.salt, values[3], most.salt, "salt"));
    TRY(take_bytes(thread, given.person, values[4], most.salt, "person"));
    TRY(take_number(thread, given.fanout, values[5], 0, 255, "fanout must be between 0 and 255"));
    TRY(take_number(thread, given.depth, values[6], 1, 255, "depth must be between 1 and 255"));
    TRY(take_unsigned(thread, given.leaf_size, values[7], 0xffffffffu, "leaf_size"));
    TRY(take_unsigned(thread, given.node_offset, values[8],
        most.node_offset == 64 ? ~std::uint64_t{ 0 } : (std::uint64_t{ 1 } << 48) - 1,
        "node_offset"));
    TRY(take_number(
        thread, given.node_depth, values[9], 0, 255, "node_depth must be between 0 and 255"));
    TRY(take_number(thread, given.inner_size, values[10], 0, most.digest,
        fmt::format("inner_size must be between 0 and is {}", most.digest)));
    if (values[11]) {
        TRY_SET(given.last_node, is_true(thread, values[11]));
    }
    RefTo<Hash> hash = allocate<Hash>(hash_type(kind));
    hash->kind = kind;
    blake2_start(kind_of(*hash), hash->state, given);
    if (values[0]) {
        TRY_LET(const std::string_view bytes, bytes_to_hash(thread, values[0]));
        digest_add(kind_of(*hash), hash->state, bytes);
    }
    return hash;
}

void add_blake2(Module& module, std::size_t kind, const Limits& most)
{
    Type* type = hash_type(kind);
    add_type(module, type);
    const struct {
        const char* name;
        std::uint64_t value;
    } rows[] = { { "MAX_DIGEST_SIZE", most.digest }, { "MAX_KEY_SIZE", most.key },
        { "SALT_SIZE", most.salt }, { "PERSON_SIZE", most.salt } };
    const std::string prefix = kind == Blake2b ? "BLAKE2B_" : "BLAKE2S_";
    for (const auto& row : rows) {
        const Ref number = make_int_unsigned(row.value);
        dict_set_str(*type->dict, intern(row.name).get(), number.get());
        add_to_module(module, prefix + row.name, number.get());
    }
}

// --- modules

constexpr TypeSpec specs[] = {
    hash_spec("_md5.md5", nullptr),
    hash_spec("_sha1.sha1", nullptr),
    hash_spec("_sha256.sha224", nullptr),
    hash_spec("_sha256.sha256", nullptr),
    hash_spec("_sha3.sha3_224", hash_create<Sha3>),
    hash_spec("_sha3.sha3_256", hash_create<Sha3 + 1>),
    hash_spec("_sha3.sha3_384", hash_create<Sha3 + 2>),
    hash_spec("_sha3.sha3_512", hash_create<Sha3 + 3>),
    hash_spec("_sha3.shake_128", hash_create<Shake128>, shake_methods),
    hash_spec("_sha3.shake_256", hash_create<Shake128 + 1>, shake_methods),
    hash_spec("_blake2.blake2b", blake2_create<Blake2b>),
    hash_spec("_blake2.blake2s", blake2_create<Blake2s>),
};

void ready_types(std::size_t first, std::size_t count)
{
    for (std::size_t kind = first; kind < first + count; ++kind) {
        make_module_type(ModuleBlock::hash, static_cast<std::uint16_t>(kind), specs[kind]);
    }
}

constexpr const char* signature = "string=b'', *, usedforsecurity=True";
constexpr Method md5_functions[] = { { "md5", signature, new_hash<Md5>, "An MD5 sum." } };
constexpr Method sha1_functions[] = { { "sha1", signature, new_hash<Sha1>, "A SHA-1 sum." } };
constexpr Method sha256_functions[] = {
    { "sha224", signature, new_hash<Sha224>, "A SHA-224 sum." },
    { "sha256", signature, new_hash<Sha256>, "A SHA-256 sum." },
};

} // namespace

Result<RefTo<Module>> make_md5_module(Thread&)
{
    ready_types(Md5, 1);
    return make_native_module("_md5", md5_functions, "MD5.");
}

Result<RefTo<Module>> make_sha1_module(Thread&)
{
    ready_types(Sha1, 1);
    return make_native_module("_sha1", sha1_functions, "SHA-1.");
}

Result<RefTo<Module>> make_sha256_module(Thread&)
{
    ready_types(Sha224, 2);
    return make_native_module("_sha256", sha256_functions, "SHA-224 and SHA-256.");
}

Result<RefTo<Module>> make_sha3_module(Thread&)
{
    ready_types(Sha3, 6);
    RefTo<Module> module = make_native_module("_sha3", {}, "SHA-3 and SHAKE.");
    for (std::size_t kind = Sha3; kind < Sha3 + 6; ++kind) {
        add_type(*module, hash_type(kind));
    }
    add_to_module(*module, "implementation", "generic 64-bit");
    return module;
}

Result<RefTo<Module>> make_blake2_module(Thread&)
{
    ready_types(Blake2b, 2);
    RefTo<Module> module = make_native_module("_blake2", {}, "BLAKE2.");
    add_blake2(*module, Blake2b, limits<Blake2b>);
    add_blake2(*module, Blake2s, limits<Blake2s>);
    return module;
}

} // namespace fw

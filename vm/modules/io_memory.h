// What BytesIO and StringIO share: files in memory.
// CPython: Modules/_io/bytesio.c, Modules/_io/stringio.c

#pragma once

#include "vm/modules/io_support.h"

namespace fw {

Result<void> check_open(Thread& thread, const BytesBuffer& file);
Result<void> check_open(Thread& thread, const StringBuffer& file);

template <class File> Result<Ref> memory_yes(Thread& thread, File& file, Args)
{
    TRY(check_open(thread, file));
    return make_bool(true);
}

template <class File> Result<Ref> memory_no(Thread& thread, File& file, Args)
{
    TRY(check_open(thread, file));
    return make_bool(false);
}

template <class File> Result<Ref> memory_flush(Thread& thread, File& file, Args)
{
    TRY(check_open(thread, file));
    return make_none();
}

template <class File> Result<Ref> memory_close(Thread&, File& file, Args)
{
    file.closed = true;
    return make_none();
}

template <class File> Result<Ref> memory_closed(Thread&, Object* self)
{
    return make_bool(as<File>(self)->closed);
}

template <class File> Result<Ref> memory_iterate(Thread& thread, Object* self)
{
    TRY(check_open(thread, *as<File>(self)));
    return share(self);
}

} // namespace fw

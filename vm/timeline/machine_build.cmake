# Writes machine_build.cpp: cmake -DTOP=... -DFOLDERS=a,b -DBUILD=text -DOUT=file -P machine_build.cmake
# The digest is of the names and contents of all sources of those folders of vm/.
string(REPLACE "," ";" folders "${FOLDERS}")
set(digests "")
foreach(folder ${folders})
    file(GLOB sources RELATIVE ${TOP} ${TOP}/vm/${folder}/*.cpp ${TOP}/vm/${folder}/*.h ${TOP}/vm/${folder}/*.def)
    list(SORT sources)
    foreach(source ${sources})
        file(SHA256 ${TOP}/${source} digest)
        string(APPEND digests "${source} ${digest}\n")
    endforeach()
endforeach()
string(SHA256 digest "${digests}")
string(SUBSTRING ${digest} 0 16 digest)
file(CONFIGURE OUTPUT ${OUT} CONTENT [[// Made by vm/timeline/machine_build.cmake.
#include "vm/timeline/machine_build.h"

namespace fw::timeline {

std::string_view machine_build()
{
    return "@digest@ @BUILD@";
}

} // namespace fw::timeline
]] @ONLY)

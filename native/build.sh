#!/bin/sh
# Builds native/build/libactorsearch_torch.so against the libtorch of this machine, and native/build/images/libactorsearch_images.so
# where stb_image.h is installed (Debian: libstb-dev); a second run does only what changed.
# The libtorch: $LIBTORCH (a folder with include/ and lib/), else Debian's libtorch-dev, else an importable PyTorch's.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
build="$here/build"

fail() { echo "native/build.sh: $1" >&2; exit 1; }

abi=1
if [ -n "${LIBTORCH:-}" ]; then
  include="$LIBTORCH/include"; lib="$LIBTORCH/lib"
  [ -f "$include/ATen/ATen.h" ] || fail "LIBTORCH is $LIBTORCH, but there is no include/ATen/ATen.h in it. It should name an unpacked libtorch folder."
  # Until 2.7 libtorch came in two string ABIs; the old one shows as std::string without __cxx11 in its symbols.
  if command -v nm >/dev/null && ! nm -DC "$lib/libc10.so" 2>/dev/null | grep -q '__cxx11'; then abi=0; fi
elif [ -f /usr/include/ATen/ATen.h ] && lib=$(dirname "$(ls /usr/lib/*/libtorch_cpu.so /usr/lib/libtorch_cpu.so 2>/dev/null | head -n 1)") && [ -f "$lib/libtorch_cpu.so" ]; then
  include=/usr/include
elif found=$(python3 -c 'import os, torch; print(os.path.dirname(torch.__file__)); print(int(torch._C._GLIBCXX_USE_CXX11_ABI))' 2>/dev/null); then
  root=$(printf '%s\n' "$found" | sed -n 1p); abi=$(printf '%s\n' "$found" | sed -n 2p)
  include="$root/include"; lib="$root/lib"
else
  fail "no libtorch found. Install libtorch-dev (Debian), or a PyTorch that python3 can import, or set LIBTORCH to a libtorch folder."
fi
command -v cmake >/dev/null || fail "cmake is needed (Debian: apt-get install cmake g++)."

# With its own place, since CMake's cache holds absolute paths: in a copied or moved checkout it would build in the old one.
settings="$include $lib $abi $here"
if [ ! -f "$build/CMakeCache.txt" ] || [ "$(cat "$build/libtorch.txt" 2>/dev/null)" != "$settings" ]; then
  rm -rf "$build"
  generator=
  if command -v ninja >/dev/null; then generator=-GNinja; fi
  cmake -S "$here" -B "$build" $generator -DCMAKE_BUILD_TYPE=Release \
    -DLIBTORCH_INCLUDE="$include" -DLIBTORCH_LIB="$lib" -DLIBTORCH_CXX11_ABI="$abi"
  printf '%s\n' "$settings" > "$build/libtorch.txt"
fi
cmake --build "$build" --parallel "${ACTORSEARCH_BUILD_JOBS:-2}"

# Asked anew every time: the header may have come since.
images="$build/images"
generator=
if command -v ninja >/dev/null && [ ! -f "$images/CMakeCache.txt" ]; then generator=-GNinja; fi
cmake -S "$here/images" -B "$images" $generator -DCMAKE_BUILD_TYPE=Release
cmake --build "$images" --parallel "${ACTORSEARCH_BUILD_JOBS:-2}"

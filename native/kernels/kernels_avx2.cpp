#include "variants/headers.h"

// GCC alone: clang takes no target pragma for whole regions.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#pragma GCC push_options
#pragma GCC target("avx2,fma")
#define VARIANT "avx2"
#define LANES 8
#define OUTER_ROWS 6
#define OUTER_VECTORS 2
#define REGISTERS 16
#define DOT_COLUMNS 4
#include "variants/variant.inc"
#pragma GCC pop_options

namespace actorsearch::kernels::variants {
const Table* avx2() { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &kernels : nullptr; }
}  // namespace actorsearch::kernels::variants
#else
namespace actorsearch::kernels::variants {
const Table* avx2() { return nullptr; }
}  // namespace actorsearch::kernels::variants
#endif

#include "variants/headers.h"

// GCC alone: clang takes no target pragma for whole regions.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#pragma GCC push_options
#pragma GCC target("avx512f,avx512vl,avx512bw,avx512dq,avx2,fma")
#define VARIANT "avx512"
#define LANES 16
#define OUTER_ROWS 8
#define OUTER_VECTORS 2
#define REGISTERS 32
#define DOT_COLUMNS 7
#include "variants/variant.inc"
#pragma GCC pop_options

namespace actorsearch::kernels::variants {
const Table* avx512() { return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") ? &kernels : nullptr; }
}  // namespace actorsearch::kernels::variants
#else
namespace actorsearch::kernels::variants {
const Table* avx512() { return nullptr; }
}  // namespace actorsearch::kernels::variants
#endif

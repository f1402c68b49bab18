// For every processor: vectors of four floats, which x86-64 and AArch64 always have.
#include "variants/headers.h"

#define VARIANT "baseline"
#define LANES 4
#define OUTER_VECTORS 2
#if defined(__aarch64__)
#define OUTER_ROWS 8
#define REGISTERS 32
#define DOT_COLUMNS 5
#else
#define OUTER_ROWS 5
#define REGISTERS 16
#define DOT_COLUMNS 3
#endif
#include "variants/variant.inc"

namespace actorsearch::kernels::variants {
const Table* baseline() { return &kernels; }
}  // namespace actorsearch::kernels::variants

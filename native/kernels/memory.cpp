#include "kernels.h"
#include "variants/table.h"

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace actorsearch::kernels {

void bytes_to_float(const uint8_t* images, const int64_t* rows, int64_t count, int64_t row_length, float scale, float shift, float* out) {
    variants::table().bytes_to_float(images, rows, count, row_length, scale, shift, out);
}

void keep_freed_memory() {
#if defined(__GLIBC__)
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_TOP_PAD, 64 << 20);
#endif
}

}  // namespace actorsearch::kernels

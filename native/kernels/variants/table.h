// The raw kernels, one set per instruction set. No libtorch here: these files compile in seconds.
#pragma once

#include <cstddef>
#include <cstdint>

namespace actorsearch::kernels::variants {

// A convolution of stride 1 without groups. Images are NCHW, filters [out][in][kernel_h][kernel_w].
struct ConvShape {
    int64_t channels_in, height, width;
    int64_t channels_out, kernel_h, kernel_w;
    int64_t pad_h, pad_w, dilation_h, dilation_w;

    int64_t out_h() const { return height + 2 * pad_h - dilation_h * (kernel_h - 1); }
    int64_t out_w() const { return width + 2 * pad_w - dilation_w * (kernel_w - 1); }
};

// Every sum is taken in an order that depends on the shapes only, never on threads or addresses.
struct Table {
    const char* name;

    // C[m][n] = A[m][k] B[n][k]^T + bias[n]; bias may be null. All row-major and dense.
    void (*gemm_nt)(int64_t m, int64_t n, int64_t k, const float* a, const float* b, const float* bias, float* c);
    // C[m][n] = A[m][k] B[k][n]
    void (*gemm_nn)(int64_t m, int64_t n, int64_t k, const float* a, const float* b, float* c);
    // C[m][n] = A[k][m]^T B[k][n]
    void (*gemm_tn)(int64_t m, int64_t n, int64_t k, const float* a, const float* b, float* c);
    // sums[c] = sum over rows of a[rows][columns]
    void (*column_sums)(int64_t rows, int64_t columns, const float* a, float* sums);

    void (*conv_forward)(const ConvShape& s, int64_t images, const float* x, const float* w, const float* bias, float* y);
    void (*conv_backward_data)(const ConvShape& s, int64_t images, const float* dy, const float* w, float* dx);
    void (*conv_backward_weight)(const ConvShape& s, int64_t images, const float* x, const float* dy, float* dw);
    // sums[c] = sum over images and positions of x[images][channels][positions]
    void (*channel_sums)(int64_t images, int64_t channels, int64_t positions, const float* x, float* sums);

    // 2x2 windows, stride 2, no padding; winner is 0..3, row by row within the window.
    void (*max_pool_2x2)(int64_t planes, int64_t height, int64_t width, const float* x, float* y, uint8_t* winner);
    void (*max_pool_2x2_backward)(int64_t planes, int64_t height, int64_t width, const float* dy, const uint8_t* winner, float* dx);
    void (*avg_pool_2x2)(int64_t planes, int64_t height, int64_t width, const float* x, float* y);
    void (*avg_pool_2x2_backward)(int64_t planes, int64_t height, int64_t width, const float* dy, float* dx);

    // Mean and biased variance of each channel.
    void (*channel_moments)(int64_t images, int64_t channels, int64_t positions, const float* x, double* mean, double* variance);
    // y = x * scale[c] + shift[c]
    void (*channel_affine)(int64_t images, int64_t channels, int64_t positions, const float* x, const float* scale, const float* shift, float* y);
    // sum_dy[c] = sum dy; sum_dy_x[c] = sum dy * (x - mean[c])
    void (*batch_norm_sums)(int64_t images, int64_t channels, int64_t positions, const float* x, const float* dy, const float* mean, double* sum_dy, double* sum_dy_x);
    // dx = dy * a[c] + (x - mean[c]) * b[c] + d[c]
    void (*batch_norm_apply)(int64_t images, int64_t channels, int64_t positions, const float* x, const float* dy, const float* mean, const float* a, const float* b, const float* d, float* dx);

    void (*sigmoid)(int64_t count, const float* x, float* y);
    void (*sigmoid_backward)(int64_t count, const float* y, const float* dy, float* dx);
    void (*tanh)(int64_t count, const float* x, float* y);
    void (*tanh_backward)(int64_t count, const float* y, const float* dy, float* dx);

    void (*bytes_to_float)(const uint8_t* images, const int64_t* rows, int64_t count, int64_t row_length, float scale, float shift, float* out);
};

const Table* baseline();
const Table* avx2();   // null where the compiler or the processor has none
const Table* avx512();

// The best set that this processor runs, or the one chosen by `choose`.
const Table& table();

// Sets the kernels for the whole process ("baseline", "avx2", "avx512"); false if they do not run here. For tests.
bool choose(const char* name);

// Working memory of the calling thread: at least `count` floats on a 64-byte boundary, content undefined.
// Each slot is one block; asking again for the same slot may move it.
float* scratch(int slot, int64_t count);

}  // namespace actorsearch::kernels::variants

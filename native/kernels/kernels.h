// Operations of small convolutional networks on the CPU, faster than libtorch's own with one thread.
//
// Each function takes and returns what the at:: function of its name does and takes part in autograd. Tensors that the
// kernels do not cover (other devices or types than CPU float, not contiguous, other windows, strides or groups) go to
// the at:: function itself, as does a backward pass that is to be differentiated again.
//
// The results are deterministic: the same inputs give the same bits on every thread of one machine. Pooling gives
// libtorch's bits; sums (convolution, linear, batch norm) and sigmoid and tanh agree with it within rounding.
#pragma once

#include <ATen/ATen.h>

#include <cstdint>

namespace actorsearch::kernels {

// False where the environment variable ACTORSEARCH_KERNELS is "libtorch": everything then goes to the at:: functions,
// and training gives the bits that other programs get from this libtorch. Read once.
bool enabled();

// x: [N, C, H, W]. An empty stride is the kernel's size. Windows of 2x2 with stride 2 and no padding are fast.
at::Tensor max_pool2d(const at::Tensor& x, at::IntArrayRef kernel, at::IntArrayRef stride, at::IntArrayRef padding);
at::Tensor avg_pool2d(const at::Tensor& x, at::IntArrayRef kernel, at::IntArrayRef stride, at::IntArrayRef padding);

// x: [N, C, ...]; weight and bias: [C] or both undefined; the running statistics: [C], changed in place when training,
// or both undefined. The running variance is the unbiased one, as in libtorch.
at::Tensor batch_norm(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, const at::Tensor& running_mean,
                      const at::Tensor& running_var, bool training, double momentum, double eps);

// x: [N, C, H, W]; weight: [O, C / groups, KH, KW]; bias: [O] or undefined. Stride 1 without groups is fast.
at::Tensor conv2d(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, at::IntArrayRef stride,
                  at::IntArrayRef padding, at::IntArrayRef dilation, int64_t groups);

// x: [N, I]; weight: [O, I]; bias: [O] or undefined.
at::Tensor linear(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias);

at::Tensor sigmoid(const at::Tensor& x);
at::Tensor tanh(const at::Tensor& x);

// Makes malloc keep freed memory instead of handing it back to the kernel after every step, when each page of the next
// step's tensors would have to be mapped and zeroed anew. Affects the whole process; does nothing without glibc.
void keep_freed_memory();

}  // namespace actorsearch::kernels

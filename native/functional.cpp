// The layers of a network: those that native/kernels has faster by its kernels, the others by libtorch.
#include "abi.h"
#include "kernels/kernels.h"

#include <algorithm>

using namespace actorsearch;

AST_API Handle ast_conv2d(Handle input, Handle weight, Handle bias, const int64_t* stride, int64_t stride_count,
                          const int64_t* padding, int64_t padding_count, const int64_t* dilation,
                          int64_t dilation_count, int64_t groups) {
  return make([&] {
    return kernels::conv2d(*input, *weight, tensor_or_undefined(bias), sizes(stride, stride_count),
                           sizes(padding, padding_count), sizes(dilation, dilation_count), groups);
  });
}

AST_API Handle ast_conv2d_same(Handle input, Handle weight, Handle bias, const int64_t* stride, int64_t stride_count,
                               int32_t same, const int64_t* dilation, int64_t dilation_count, int64_t groups) {
  return make([&] {
    const auto steps = sizes(stride, stride_count);
    const auto spread = sizes(dilation, dilation_count);
    const auto is_one = [](int64_t n) { return n == 1; };
    // An odd kernel is padded alike on both sides, which is a plain convolution.
    if (same && weight->dim() == 4 && weight->size(2) % 2 == 1 && weight->size(3) % 2 == 1 &&
        std::all_of(steps.begin(), steps.end(), is_one) && std::all_of(spread.begin(), spread.end(), is_one)) {
      const int64_t half[] = {weight->size(2) / 2, weight->size(3) / 2};
      const int64_t one[] = {1, 1};
      return kernels::conv2d(*input, *weight, tensor_or_undefined(bias), one, half, one, groups);
    }
    return at::conv2d(*input, *weight, optional_tensor(bias), sizes(stride, stride_count), same ? "same" : "valid",
                      sizes(dilation, dilation_count), groups);
  });
}

AST_API Handle ast_max_pool2d(Handle input, const int64_t* kernel, int64_t kernel_count, const int64_t* stride,
                              int64_t stride_count, const int64_t* padding, int64_t padding_count,
                              const int64_t* dilation, int64_t dilation_count, int32_t ceil_mode) {
  return make([&] {
    const auto spread = sizes(dilation, dilation_count);
    if (ceil_mode == 0 && std::all_of(spread.begin(), spread.end(), [](int64_t d) { return d == 1; })) {
      return kernels::max_pool2d(*input, sizes(kernel, kernel_count), sizes(stride, stride_count),
                                 sizes(padding, padding_count));
    }
    return at::max_pool2d(*input, sizes(kernel, kernel_count), sizes(stride, stride_count),
                          sizes(padding, padding_count), sizes(dilation, dilation_count), ceil_mode != 0);
  });
}

AST_API Handle ast_avg_pool2d(Handle input, const int64_t* kernel, int64_t kernel_count, const int64_t* stride,
                              int64_t stride_count, const int64_t* padding, int64_t padding_count, int32_t ceil_mode,
                              int32_t count_include_pad, int64_t divisor) {
  return make([&] {
    if (ceil_mode == 0 && count_include_pad != 0 && divisor == 0) {
      return kernels::avg_pool2d(*input, sizes(kernel, kernel_count), sizes(stride, stride_count),
                                 sizes(padding, padding_count));
    }
    auto override_by = divisor == 0 ? Optional<int64_t>() : Optional<int64_t>(divisor);
    return at::avg_pool2d(*input, sizes(kernel, kernel_count), sizes(stride, stride_count),
                          sizes(padding, padding_count), ceil_mode != 0, count_include_pad != 0, override_by);
  });
}

AST_API Handle ast_adaptive_avg_pool2d(Handle input, const int64_t* output, int64_t output_count) {
  return make([&] { return at::adaptive_avg_pool2d(*input, sizes(output, output_count)); });
}

// input: [N, C, H, W]; each pair is height, width. The result: [N, C * kernel area, positions].
AST_API Handle ast_unfold(Handle input, const int64_t* kernel, const int64_t* dilation, const int64_t* padding,
                          const int64_t* stride) {
  return make([&] { return at::im2col(*input, sizes(kernel, 2), sizes(dilation, 2), sizes(padding, 2), sizes(stride, 2)); });
}

// input: [N, C, H, W]; size and scales: height, width. A scale of 0 is the one that the sizes make.
AST_API Handle ast_resize_image(Handle input, const int64_t* size, const double* scales, int32_t bilinear,
                                int32_t align_corners) {
  return make([&] {
    const auto scale = [&](int i) { return scales[i] > 0 ? Optional<double>(scales[i]) : Optional<double>(); };
    return bilinear ? at::upsample_bilinear2d(*input, sizes(size, 2), align_corners != 0, scale(0), scale(1))
                    : at::upsample_nearest2d(*input, sizes(size, 2), scale(0), scale(1));
  });
}

AST_API Handle ast_batch_norm(Handle input, Handle weight, Handle bias, Handle running_mean, Handle running_var,
                              int32_t training, double momentum, double eps) {
  return make([&] {
    // Of one value there is no variance: the running one would become NaN, and every evaluation after it.
    TORCH_CHECK(training == 0 || input->dim() < 2 || input->numel() != input->size(1),
                "Expected more than 1 value per channel when training, got input size ", input->sizes());
    return kernels::batch_norm(*input, tensor_or_undefined(weight), tensor_or_undefined(bias),
                               tensor_or_undefined(running_mean), tensor_or_undefined(running_var), training != 0,
                               momentum, eps);
  });
}

AST_API Handle ast_linear(Handle input, Handle weight, Handle bias) {
  return make([&] { return kernels::linear(*input, *weight, tensor_or_undefined(bias)); });
}

AST_API Handle ast_cross_entropy(Handle input, Handle target, Handle weight, int64_t ignore_index, int64_t reduction,
                                 double label_smoothing) {
  return make([&] {
    return at::cross_entropy_loss(*input, *target, optional_tensor(weight), reduction, ignore_index, label_smoothing);
  });
}

AST_API Handle ast_nll_loss(Handle input, Handle target, Handle weight, int64_t ignore_index, int64_t reduction) {
  return make([&] { return at::nll_loss_nd(*input, *target, optional_tensor(weight), reduction, ignore_index); });
}

AST_API Handle ast_mse_loss(Handle input, Handle target, int64_t reduction) {
  return make([&] { return at::mse_loss(*input, *target, reduction); });
}

AST_API Handle ast_log_softmax(Handle input, int64_t dim, int32_t dtype) {
  return make([&] { return at::log_softmax(*input, dim, dtype_or_none(dtype)); });
}

AST_API Handle ast_relu(Handle a) { return make([&] { return at::relu(*a); }); }
AST_API Handle ast_sigmoid(Handle a) { return make([&] { return kernels::sigmoid(*a); }); }
AST_API Handle ast_tanh(Handle a) { return make([&] { return kernels::tanh(*a); }); }
AST_API Handle ast_silu(Handle a) { return make([&] { return at::silu(*a); }); }
AST_API int32_t ast_silu_(Handle a) { return guarded([&] { at::silu_(*a); }); }
AST_API Handle ast_gelu(Handle a, int32_t by_tanh) {
  return make([&] { return at::gelu(*a, by_tanh ? "tanh" : "none"); });
}
AST_API Handle ast_leaky_relu(Handle a, Number slope) {
  return make([&] { return at::leaky_relu(*a, scalar(slope)); });
}
AST_API int32_t ast_leaky_relu_(Handle a, Number slope) {
  return guarded([&] { at::leaky_relu_(*a, scalar(slope)); });
}
AST_API Handle ast_elu(Handle a, Number alpha, Number scale, Number input_scale) {
  return make([&] { return at::elu(*a, scalar(alpha), scalar(scale), scalar(input_scale)); });
}
AST_API int32_t ast_elu_(Handle a, Number alpha, Number scale, Number input_scale) {
  return guarded([&] { at::elu_(*a, scalar(alpha), scalar(scale), scalar(input_scale)); });
}

AST_API Handle ast_dropout(Handle a, double p, int32_t training) {
  return make([&] { return at::dropout(*a, p, training != 0); });
}
AST_API int32_t ast_dropout_(Handle a, double p, int32_t training) {
  return guarded([&] { at::dropout_(*a, p, training != 0); });
}

// mode: 1 reflect, 2 replicate, 3 circular, else constant
AST_API Handle ast_pad(Handle a, const int64_t* amounts, int64_t count, int32_t mode, double value) {
  static const char* const names[] = {"constant", "reflect", "replicate", "circular", "constant"};
  return make([&] {
    Optional<double> fill;
    if (mode == 0 || mode == 4) fill = value;
    return at::pad(*a, sizes(amounts, count), names[mode], fill);
  });
}

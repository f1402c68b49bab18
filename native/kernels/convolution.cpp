#include <vector>

#include "operation.h"

namespace actorsearch::kernels {
namespace {

using variants::ConvShape;

ConvShape shape_of(const at::Tensor& x, const at::Tensor& weight, at::IntArrayRef padding, at::IntArrayRef dilation) {
    return {x.size(1), x.size(2), x.size(3), weight.size(0), weight.size(2), weight.size(3), padding[0], padding[1], dilation[0], dilation[1]};
}

struct Convolution : torch::autograd::Function<Convolution> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                              std::vector<int64_t> padding, std::vector<int64_t> dilation) {
        const ConvShape s = shape_of(x, weight, padding, dilation);
        at::Tensor y = at::empty({x.size(0), s.channels_out, s.out_h(), s.out_w()}, x.options());
        variants::table().conv_forward(s, x.size(0), data(x), data(weight), data(bias), data_out(y));
        context->save_for_backward({x, weight});
        context->saved_data["padding"] = std::move(padding);
        context->saved_data["dilation"] = std::move(dilation);
        return y;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor &x = saved[0], &weight = saved[1];
        const std::vector<int64_t> padding = context->saved_data["padding"].toIntVector(), dilation = context->saved_data["dilation"].toIntVector();
        const bool to_x = context->needs_input_grad(0), to_weight = context->needs_input_grad(1), to_bias = context->needs_input_grad(2);
        at::Tensor dx, dweight, dbias;
        if (differentiated_again()) {
            const std::vector<int64_t> channels{weight.size(0)};
            std::tie(dx, dweight, dbias) = at::convolution_backward(
                gradients[0], x, weight, at::OptionalIntArrayRef(channels), {1, 1}, padding, dilation, false, {0, 0}, 1, {to_x, to_weight, to_bias});
            return {dx, dweight, dbias, {}, {}};
        }
        const at::Tensor dy = dense(gradients[0]);
        const ConvShape s = shape_of(x, weight, padding, dilation);
        if (to_x) {
            dx = at::empty(x.sizes(), x.options());
            variants::table().conv_backward_data(s, x.size(0), data(dy), data(weight), data_out(dx));
        }
        if (to_weight) {
            dweight = at::empty(weight.sizes(), weight.options());
            variants::table().conv_backward_weight(s, x.size(0), data(x), data(dy), data_out(dweight));
        }
        if (to_bias) {
            dbias = at::empty({s.channels_out}, weight.options());
            variants::table().channel_sums(x.size(0), s.channels_out, s.out_h() * s.out_w(), data(dy), data_out(dbias));
        }
        return {dx, dweight, dbias, {}, {}};
    }
};

// With both channel counts multiples of 16, oneDNN's blocked layouts fill its vectors and its kernels are as fast as
// those here or faster (measured with 2.6 and AVX-512: 16 to 32 channels, 3x3 to 7x7).
bool library_is_faster(const at::Tensor& weight) {
    return at::hasMKLDNN() && weight.size(0) % 16 == 0 && weight.size(1) % 16 == 0;
}

std::vector<int64_t> pair(at::IntArrayRef values) {
    return values.size() == 1 ? std::vector<int64_t>{values[0], values[0]} : values.vec();
}

}  // namespace

at::Tensor conv2d(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, at::IntArrayRef stride,
                  at::IntArrayRef padding, at::IntArrayRef dilation, int64_t groups) {
    const std::vector<int64_t> steps = pair(stride), edges = pair(padding), spread = pair(dilation);
    bool fast = covered(x) && covered(weight) && covered_or_undefined(bias) && x.dim() == 4 && weight.dim() == 4 && groups == 1 && !library_is_faster(weight) &&
                steps == std::vector<int64_t>{1, 1} && edges.size() == 2 && spread.size() == 2 && x.size(1) == weight.size(1) &&
                (!bias.defined() || (bias.dim() == 1 && bias.size(0) == weight.size(0)));
    if (fast)
        for (size_t i = 0; i < 2; i++) {
            // Padding beyond the filter's reach would crop the gradient's convolution.
            const int64_t reach = spread[i] * (weight.size(static_cast<int64_t>(i) + 2) - 1);
            fast = fast && spread[i] >= 1 && edges[i] >= 0 && edges[i] <= reach && x.size(static_cast<int64_t>(i) + 2) + 2 * edges[i] > reach;
        }
    return fast ? Convolution::apply(x, weight, or_empty(bias), edges, spread)
                : at::conv2d(x, weight, bias, stride, padding, dilation, groups);
}

}  // namespace actorsearch::kernels

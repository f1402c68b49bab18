#include "operation.h"

namespace actorsearch::kernels {
namespace {

bool all(at::IntArrayRef values, int64_t value) {
    for (const int64_t v : values)
        if (v != value)
            return false;
    return true;
}

bool halves(const at::Tensor& x, at::IntArrayRef kernel, at::IntArrayRef stride, at::IntArrayRef padding) {
    return covered(x) && x.dim() == 4 && x.size(2) >= 2 && x.size(3) >= 2 && !kernel.empty() && all(kernel, 2) && all(stride, 2) && all(padding, 0);
}

at::Tensor half_size(const at::Tensor& x, at::ScalarType type) {
    return at::empty({x.size(0), x.size(1), x.size(2) / 2, x.size(3) / 2}, x.options().dtype(type));
}

struct MaxPool : torch::autograd::Function<MaxPool> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x) {
        at::Tensor y = half_size(x, at::kFloat), winner = half_size(x, at::kByte);
        variants::table().max_pool_2x2(x.size(0) * x.size(1), x.size(2), x.size(3), data(x), data_out(y), winner.data_ptr<uint8_t>());
        context->save_for_backward({x, winner});
        return y;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor& x = saved[0];
        if (differentiated_again()) {
            const at::Tensor indices = std::get<1>(at::max_pool2d_with_indices(x.detach(), {2, 2}, {2, 2}, {0, 0}, {1, 1}, false));
            return {at::max_pool2d_with_indices_backward(gradients[0], x, {2, 2}, {2, 2}, {0, 0}, {1, 1}, false, indices)};
        }
        const at::Tensor dy = dense(gradients[0]), dx = at::empty(x.sizes(), x.options());
        variants::table().max_pool_2x2_backward(x.size(0) * x.size(1), x.size(2), x.size(3), data(dy), saved[1].data_ptr<uint8_t>(), data_out(dx));
        return {dx};
    }
};

struct AvgPool : torch::autograd::Function<AvgPool> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x) {
        at::Tensor y = half_size(x, at::kFloat);
        variants::table().avg_pool_2x2(x.size(0) * x.size(1), x.size(2), x.size(3), data(x), data_out(y));
        context->save_for_backward({x});
        return y;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const at::Tensor x = context->get_saved_variables()[0];
        if (differentiated_again())
            return {at::avg_pool2d_backward(gradients[0], x, {2, 2}, {2, 2}, {0, 0}, false, true, {})};
        const at::Tensor dy = dense(gradients[0]), dx = at::empty(x.sizes(), x.options());
        variants::table().avg_pool_2x2_backward(x.size(0) * x.size(1), x.size(2), x.size(3), data(dy), data_out(dx));
        return {dx};
    }
};

}  // namespace

at::Tensor max_pool2d(const at::Tensor& x, at::IntArrayRef kernel, at::IntArrayRef stride, at::IntArrayRef padding) {
    return halves(x, kernel, stride, padding) ? MaxPool::apply(x) : at::max_pool2d(x, kernel, stride, padding);
}

at::Tensor avg_pool2d(const at::Tensor& x, at::IntArrayRef kernel, at::IntArrayRef stride, at::IntArrayRef padding) {
    return halves(x, kernel, stride, padding) ? AvgPool::apply(x) : at::avg_pool2d(x, kernel, stride, padding);
}

}  // namespace actorsearch::kernels

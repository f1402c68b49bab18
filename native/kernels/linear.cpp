#include "operation.h"

namespace actorsearch::kernels {
namespace {

struct Linear : torch::autograd::Function<Linear> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
        at::Tensor y = at::empty({x.size(0), weight.size(0)}, x.options());
        variants::table().gemm_nt(x.size(0), weight.size(0), x.size(1), data(x), data(weight), data(bias), data_out(y));
        context->save_for_backward({x, weight});
        return y;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor &x = saved[0], &weight = saved[1];
        const bool to_x = context->needs_input_grad(0), to_weight = context->needs_input_grad(1), to_bias = context->needs_input_grad(2);
        at::Tensor dx, dweight, dbias;
        if (differentiated_again()) {
            if (to_x)
                dx = gradients[0].mm(weight);
            if (to_weight)
                dweight = gradients[0].t().mm(x);
            if (to_bias)
                dbias = gradients[0].sum(0);
            return {dx, dweight, dbias};
        }
        const at::Tensor dy = dense(gradients[0]);
        const int64_t count = x.size(0), in = x.size(1), out = weight.size(0);
        if (to_x) {
            dx = at::empty({count, in}, x.options());
            variants::table().gemm_nn(count, in, out, data(dy), data(weight), data_out(dx));
        }
        if (to_weight) {
            dweight = at::empty({out, in}, x.options());
            variants::table().gemm_tn(out, in, count, data(dy), data(x), data_out(dweight));
        }
        if (to_bias) {
            dbias = at::empty({out}, x.options());
            variants::table().column_sums(count, out, data(dy), data_out(dbias));
        }
        return {dx, dweight, dbias};
    }
};

}  // namespace

at::Tensor linear(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    const bool fast = covered(x) && covered(weight) && covered_or_undefined(bias) && x.dim() == 2 && weight.dim() == 2 &&
                      x.size(1) == weight.size(1) && (!bias.defined() || (bias.dim() == 1 && bias.size(0) == weight.size(0)));
    return fast ? Linear::apply(x, weight, or_empty(bias)) : at::linear(x, weight, bias);
}

}  // namespace actorsearch::kernels

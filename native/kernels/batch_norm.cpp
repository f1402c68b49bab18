#include <cmath>
#include <vector>

#include "operation.h"

namespace actorsearch::kernels {
namespace {

struct Planes {
    int64_t images, channels, positions;

    explicit Planes(const at::Tensor& x) : images(x.size(0)), channels(x.size(1)), positions(x.numel() / (x.size(0) * x.size(1))) {}
    double count() const { return static_cast<double>(images * positions); }
};

struct BatchNorm : torch::autograd::Function<BatchNorm> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                              const at::Tensor& running_mean, const at::Tensor& running_var, bool training, double momentum, double eps) {
        const Planes p(x);
        const auto channels = static_cast<size_t>(p.channels);
        at::Tensor mean = at::empty({p.channels}, x.options()), inverse = at::empty({p.channels}, x.options());
        float* means = data_out(mean);
        float* inverses = data_out(inverse);
        if (training) {
            std::vector<double> m(channels), v(channels);
            variants::table().channel_moments(p.images, p.channels, p.positions, data(x), m.data(), v.data());
            for (size_t c = 0; c < channels; c++) {
                means[c] = static_cast<float>(m[c]);
                inverses[c] = static_cast<float>(1.0 / std::sqrt(v[c] + eps));
            }
            if (present(running_mean)) {
                float* rm = data_out(running_mean);
                float* rv = data_out(running_var);
                for (size_t c = 0; c < channels; c++) {
                    rm[c] = static_cast<float>(momentum * m[c] + (1 - momentum) * static_cast<double>(rm[c]));
                    rv[c] = static_cast<float>(momentum * v[c] * p.count() / (p.count() - 1) + (1 - momentum) * static_cast<double>(rv[c]));
                }
            }
        } else {
            for (size_t c = 0; c < channels; c++) {
                means[c] = data(running_mean)[c];
                inverses[c] = static_cast<float>(1.0 / std::sqrt(static_cast<double>(data(running_var)[c]) + eps));
            }
        }
        std::vector<float> scale(channels), shift(channels);
        for (size_t c = 0; c < channels; c++) {
            scale[c] = inverses[c] * (present(weight) ? data(weight)[c] : 1.0f);
            shift[c] = (present(bias) ? data(bias)[c] : 0.0f) - means[c] * scale[c];
        }
        at::Tensor y = at::empty(x.sizes(), x.options());
        variants::table().channel_affine(p.images, p.channels, p.positions, data(x), scale.data(), shift.data(), data_out(y));
        context->save_for_backward({x, weight, running_mean, running_var, mean, inverse});
        context->saved_data["training"] = training;
        context->saved_data["eps"] = eps;
        return y;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const at::Tensor &x = saved[0], &weight = saved[1], &mean = saved[4], &inverse = saved[5];
        const bool training = context->saved_data["training"].toBool();
        at::Tensor dx, dweight, dbias;
        if (differentiated_again()) {
            const auto given = [](const at::Tensor& t) { return present(t) ? t : at::Tensor(); };
            std::tie(dx, dweight, dbias) = at::native_batch_norm_backward(
                gradients[0], x, given(weight), given(saved[2]), given(saved[3]), mean, inverse, training, context->saved_data["eps"].toDouble(),
                {true, present(weight), present(weight)});
            return {dx, dweight, dbias, {}, {}, {}, {}, {}};
        }
        const at::Tensor dy = dense(gradients[0]);
        const Planes p(x);
        const auto channels = static_cast<size_t>(p.channels);
        std::vector<double> sum_dy(channels), sum_dy_x(channels);
        variants::table().batch_norm_sums(p.images, p.channels, p.positions, data(x), data(dy), data(mean), sum_dy.data(), sum_dy_x.data());
        std::vector<float> a(channels), b(channels), d(channels);
        for (size_t c = 0; c < channels; c++) {
            const double invstd = static_cast<double>(data(inverse)[c]), scale = invstd * (present(weight) ? static_cast<double>(data(weight)[c]) : 1.0);
            a[c] = static_cast<float>(scale);
            b[c] = training ? static_cast<float>(-scale * invstd * invstd * sum_dy_x[c] / p.count()) : 0.0f;
            d[c] = training ? static_cast<float>(-scale * sum_dy[c] / p.count()) : 0.0f;
        }
        if (context->needs_input_grad(0)) {
            dx = at::empty(x.sizes(), x.options());
            if (training)
                variants::table().batch_norm_apply(p.images, p.channels, p.positions, data(x), data(dy), data(mean), a.data(), b.data(), d.data(), data_out(dx));
            else
                variants::table().channel_affine(p.images, p.channels, p.positions, data(dy), a.data(), d.data(), data_out(dx));
        }
        if (present(weight)) {
            dweight = at::empty(mean.sizes(), mean.options());
            dbias = at::empty(mean.sizes(), mean.options());
            for (size_t c = 0; c < channels; c++) {
                data_out(dweight)[c] = static_cast<float>(sum_dy_x[c] * static_cast<double>(data(inverse)[c]));
                data_out(dbias)[c] = static_cast<float>(sum_dy[c]);
            }
        }
        return {dx, dweight, dbias, {}, {}, {}, {}, {}};
    }
};

bool vector_of(const at::Tensor& t, int64_t size) { return covered(t) && t.dim() == 1 && t.size(0) == size; }

}  // namespace

at::Tensor batch_norm(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, const at::Tensor& running_mean,
                      const at::Tensor& running_var, bool training, double momentum, double eps) {
    bool fast = covered(x) && x.dim() >= 2 && weight.defined() == bias.defined() && running_mean.defined() == running_var.defined() &&
                (training || running_mean.defined()) && (!training || x.numel() > x.size(1));
    for (const at::Tensor* t : {&weight, &bias, &running_mean, &running_var})
        fast = fast && (!t->defined() || vector_of(*t, x.size(1)));
    return fast ? BatchNorm::apply(x, or_empty(weight), or_empty(bias), or_empty(running_mean), or_empty(running_var), training, momentum, eps)
                : at::batch_norm(x, weight, bias, running_mean, running_var, training, momentum, eps, at::globalContext().userEnabledCuDNN());
}

}  // namespace actorsearch::kernels

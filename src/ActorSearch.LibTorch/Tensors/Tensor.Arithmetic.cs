using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public Tensor exp() => Call.Unary(&NativeMethods.ast_exp, this);
        public Tensor log() => Call.Unary(&NativeMethods.ast_log, this);
        public Tensor log1p() => Call.Unary(&NativeMethods.ast_log1p, this);
        public Tensor sqrt() => Call.Unary(&NativeMethods.ast_sqrt, this);
        public Tensor rsqrt() => Call.Unary(&NativeMethods.ast_rsqrt, this);
        public Tensor abs() => Call.Unary(&NativeMethods.ast_abs, this);
        public Tensor neg() => Call.Unary(&NativeMethods.ast_neg, this);
        public Tensor sign() => Call.Unary(&NativeMethods.ast_sign, this);
        public Tensor square() => Call.Unary(&NativeMethods.ast_square, this);
        public Tensor floor() => Call.Unary(&NativeMethods.ast_floor, this);
        public Tensor ceil() => Call.Unary(&NativeMethods.ast_ceil, this);
        public Tensor round() => Call.Unary(&NativeMethods.ast_round, this);
        public Tensor reciprocal() => Call.Unary(&NativeMethods.ast_reciprocal, this);
        public Tensor sin() => Call.Unary(&NativeMethods.ast_sin, this);
        public Tensor cos() => Call.Unary(&NativeMethods.ast_cos, this);
        public Tensor erf() => Call.Unary(&NativeMethods.ast_erf, this);
        public Tensor bitwise_not() => Call.Unary(&NativeMethods.ast_bitwise_not, this);
        public Tensor logical_not() => Call.Unary(&NativeMethods.ast_logical_not, this);
        public Tensor isfinite() => Call.Unary(&NativeMethods.ast_isfinite, this);
        public Tensor isnan() => Call.Unary(&NativeMethods.ast_isnan, this);
        public Tensor isinf() => Call.Unary(&NativeMethods.ast_isinf, this);
        public Tensor relu() => Call.Unary(&NativeMethods.ast_relu, this);
        public Tensor sigmoid() => Call.Unary(&NativeMethods.ast_sigmoid, this);
        public Tensor tanh() => Call.Unary(&NativeMethods.ast_tanh, this);
        public Tensor silu() => Call.Unary(&NativeMethods.ast_silu, this);
        public Tensor negative() => neg();
        public Tensor gelu() => gelu(Modules.GELU.Approximate.none);

        public Tensor gelu(Modules.GELU.Approximate approximate)
        {
            var result = NativeMethods.ast_gelu(Handle, Call.Number(approximate == Modules.GELU.Approximate.tanh));
            GC.KeepAlive(this);
            return Call.Wrap(result);
        }

        public Tensor leaky_relu(Scalar negative_slope) => Call.WithScalar(&NativeMethods.ast_leaky_relu, this, negative_slope);

        public Tensor leaky_relu_(Scalar negative_slope) => Call.InPlace(&NativeMethods.ast_leaky_relu_, this, negative_slope);

        public Tensor elu(double alpha = 1) => elu(alpha, 1.0, 1.0);

        public Tensor elu(Scalar alpha, Scalar scale, Scalar input_scale)
        {
            var result = NativeMethods.ast_elu(Handle, alpha.Native, scale.Native, input_scale.Native);
            GC.KeepAlive(this);
            return Call.Wrap(result);
        }

        public Tensor elu_(Scalar alpha, Scalar scale, Scalar input_scale)
        {
            Call.Check(NativeMethods.ast_elu_(Handle, alpha.Native, scale.Native, input_scale.Native));
            return this;
        }

        public Tensor exp_() => Call.InPlace(&NativeMethods.ast_exp_, this);
        public Tensor log_() => Call.InPlace(&NativeMethods.ast_log_, this);
        public Tensor sqrt_() => Call.InPlace(&NativeMethods.ast_sqrt_, this);
        public Tensor abs_() => Call.InPlace(&NativeMethods.ast_abs_, this);
        public Tensor neg_() => Call.InPlace(&NativeMethods.ast_neg_, this);
        public Tensor relu_() => Call.InPlace(&NativeMethods.ast_relu_, this);
        public Tensor sigmoid_() => Call.InPlace(&NativeMethods.ast_sigmoid_, this);
        public Tensor tanh_() => Call.InPlace(&NativeMethods.ast_tanh_, this);
        public Tensor silu_() => Call.InPlace(&NativeMethods.ast_silu_, this);
        public Tensor reciprocal_() => Call.InPlace(&NativeMethods.ast_reciprocal_, this);
        public Tensor logical_not_() => Call.InPlace(&NativeMethods.ast_logical_not_, this);
        public Tensor zero_() => Call.InPlace(&NativeMethods.ast_zero_, this);
        public Tensor fill_(Scalar value) => Call.InPlace(&NativeMethods.ast_fill_s_, this, value);

        public Tensor add(Tensor target) => add(target, Scalars.One);
        public Tensor add(Scalar scalar) => add(scalar, Scalars.One);
        public Tensor add_(Tensor target) => add_(target, Scalars.One);
        public Tensor add_(Scalar scalar) => add_(scalar, Scalars.One);
        public Tensor sub(Tensor target) => Scaled(&NativeMethods.ast_sub, target, Scalars.One);
        public Tensor sub(Scalar target) => Scaled(&NativeMethods.ast_sub_s, target, Scalars.One);
        public Tensor sub_(Tensor target) => ScaledInPlace(&NativeMethods.ast_sub_, target, Scalars.One);
        public Tensor sub_(Scalar target) => ScaledInPlace(&NativeMethods.ast_sub_s_, target, Scalars.One);
        public Tensor add(Tensor target, Scalar alpha) => Scaled(&NativeMethods.ast_add, target, alpha);
        public Tensor add(Scalar scalar, Scalar alpha) => Scaled(&NativeMethods.ast_add_s, scalar, alpha);
        public Tensor add_(Tensor target, Scalar alpha) => ScaledInPlace(&NativeMethods.ast_add_, target, alpha);
        public Tensor add_(Scalar scalar, Scalar alpha) => ScaledInPlace(&NativeMethods.ast_add_s_, scalar, alpha);
        public Tensor mul(Tensor target) => Call.Binary(&NativeMethods.ast_mul, this, target);
        public Tensor mul(Scalar target) => Call.WithScalar(&NativeMethods.ast_mul_s, this, target);
        public Tensor mul_(Tensor target) => Call.InPlace(&NativeMethods.ast_mul_, this, target);
        public Tensor mul_(Scalar target) => Call.InPlace(&NativeMethods.ast_mul_s_, this, target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => rounding_mode switch
        {
            RoundingMode.floor => Call.Binary(&NativeMethods.ast_floor_divide, this, target),
            RoundingMode.trunc => Call.Binary(&NativeMethods.ast_trunc_divide, this, target),
            _ => Call.Binary(&NativeMethods.ast_div, this, target),
        };

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => rounding_mode switch
        {
            RoundingMode.floor => Call.WithScalar(&NativeMethods.ast_floor_divide_s, this, target),
            RoundingMode.trunc => Call.WithScalar(&NativeMethods.ast_trunc_divide_s, this, target),
            _ => Call.WithScalar(&NativeMethods.ast_div_s, this, target),
        };

        public Tensor div_(Tensor target) => Call.InPlace(&NativeMethods.ast_div_, this, target);
        public Tensor div_(Scalar target) => Call.InPlace(&NativeMethods.ast_div_s_, this, target);
        public Tensor pow(Tensor exponent) => Call.Binary(&NativeMethods.ast_pow, this, exponent);
        public Tensor pow(Scalar exponent) => Call.WithScalar(&NativeMethods.ast_pow_s, this, exponent);
        public Tensor pow_(Tensor exponent) => Call.InPlace(&NativeMethods.ast_pow_, this, exponent);
        public Tensor pow_(Scalar exponent) => Call.InPlace(&NativeMethods.ast_pow_s_, this, exponent);
        public Tensor remainder(Scalar scalar) => Call.WithScalar(&NativeMethods.ast_remainder_s, this, scalar);
        public Tensor mm(Tensor target) => Call.Binary(&NativeMethods.ast_mm, this, target);
        public Tensor matmul(Tensor target) => Call.Binary(&NativeMethods.ast_matmul, this, target);
        public Tensor bmm(Tensor batch2) => Call.Binary(&NativeMethods.ast_bmm, this, batch2);
        public Tensor masked_select(Tensor mask) => Call.Binary(&NativeMethods.ast_masked_select, this, mask);
        public Tensor equal(Tensor target) => eq(target);
        public Tensor mv(Tensor target) => Call.Binary(&NativeMethods.ast_mv, this, target);
        public Tensor dot(Tensor target) => Call.Binary(&NativeMethods.ast_dot, this, target);
        public Tensor remainder(Tensor target) => Call.Binary(&NativeMethods.ast_remainder, this, target);
        public Tensor eq(Tensor target) => Call.Binary(&NativeMethods.ast_eq, this, target);
        public Tensor ne(Tensor target) => Call.Binary(&NativeMethods.ast_ne, this, target);
        public Tensor lt(Tensor target) => Call.Binary(&NativeMethods.ast_lt, this, target);
        public Tensor le(Tensor target) => Call.Binary(&NativeMethods.ast_le, this, target);
        public Tensor gt(Tensor target) => Call.Binary(&NativeMethods.ast_gt, this, target);
        public Tensor ge(Tensor target) => Call.Binary(&NativeMethods.ast_ge, this, target);
        public Tensor maximum(Tensor other) => Call.Binary(&NativeMethods.ast_maximum, this, other);
        public Tensor minimum(Tensor other) => Call.Binary(&NativeMethods.ast_minimum, this, other);
        public Tensor logical_and(Tensor other) => Call.Binary(&NativeMethods.ast_logical_and, this, other);
        public Tensor logical_or(Tensor other) => Call.Binary(&NativeMethods.ast_logical_or, this, other);
        public Tensor logical_xor(Tensor other) => Call.Binary(&NativeMethods.ast_logical_xor, this, other);
        public Tensor bitwise_and(Tensor other) => Call.Binary(&NativeMethods.ast_bitwise_and, this, other);
        public Tensor bitwise_or(Tensor other) => Call.Binary(&NativeMethods.ast_bitwise_or, this, other);
        public Tensor bitwise_xor(Tensor other) => Call.Binary(&NativeMethods.ast_bitwise_xor, this, other);
        public Tensor eq(Scalar target) => Call.WithScalar(&NativeMethods.ast_eq_s, this, target);
        public Tensor ne(Scalar target) => Call.WithScalar(&NativeMethods.ast_ne_s, this, target);
        public Tensor lt(Scalar target) => Call.WithScalar(&NativeMethods.ast_lt_s, this, target);
        public Tensor le(Scalar target) => Call.WithScalar(&NativeMethods.ast_le_s, this, target);
        public Tensor gt(Scalar target) => Call.WithScalar(&NativeMethods.ast_gt_s, this, target);
        public Tensor ge(Scalar target) => Call.WithScalar(&NativeMethods.ast_ge_s, this, target);
        public Tensor logical_and_(Tensor other) => Call.InPlace(&NativeMethods.ast_logical_and_, this, other);
        public Tensor logical_or_(Tensor other) => Call.InPlace(&NativeMethods.ast_logical_or_, this, other);
        public Tensor bitwise_and_(Tensor other) => Call.InPlace(&NativeMethods.ast_bitwise_and_, this, other);
        public Tensor bitwise_or_(Tensor other) => Call.InPlace(&NativeMethods.ast_bitwise_or_, this, other);

        public Tensor clamp(Scalar? min = null, Scalar? max = null)
        {
            if (min is null) return clamp_max(max ?? throw new ArgumentException("clamp needs a lower or an upper bound."));
            if (max is null) return clamp_min(min);
            using var above = clamp_min(min);
            return above.clamp_max(max);
        }

        public Tensor clamp_min(Scalar min) => Call.WithScalar(&NativeMethods.ast_clamp_min_s, this, min);
        public Tensor clamp_max(Scalar max) => Call.WithScalar(&NativeMethods.ast_clamp_max_s, this, max);
        public Tensor clamp_min_(Scalar min) => Call.InPlace(&NativeMethods.ast_clamp_min_s_, this, min);
        public Tensor clamp_max_(Scalar max) => Call.InPlace(&NativeMethods.ast_clamp_max_s_, this, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null)
        {
            if (min is not null) clamp_min_(min);
            if (max is not null) clamp_max_(max);
            return this;
        }

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Ternary(&NativeMethods.ast_addcmul, tensor1, tensor2, value);
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Ternary(&NativeMethods.ast_addcdiv, tensor1, tensor2, value);
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => TernaryInPlace(&NativeMethods.ast_addcmul_, tensor1, tensor2, value);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => TernaryInPlace(&NativeMethods.ast_addcdiv_, tensor1, tensor2, value);

        /// <summary>beta * this + alpha * mat1 @ mat2.</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1)
        {
            var result = NativeMethods.ast_addmm(Handle, mat1.Handle, mat2.Handle, beta, alpha);
            GC.KeepAlive(this);
            GC.KeepAlive(mat1);
            GC.KeepAlive(mat2);
            return Call.Wrap(result);
        }

        public Tensor masked_fill(Tensor mask, Scalar value)
        {
            var result = NativeMethods.ast_masked_fill(Handle, mask.Handle, value.Native);
            GC.KeepAlive(this);
            GC.KeepAlive(mask);
            return Call.Wrap(result);
        }

        public Tensor masked_fill_(Tensor mask, Scalar value)
        {
            Call.Check(NativeMethods.ast_masked_fill_(Handle, mask.Handle, value.Native));
            GC.KeepAlive(mask);
            return this;
        }

        /// <summary>This where <paramref name="condition"/> holds, <paramref name="y"/> elsewhere.</summary>
        public Tensor where(Tensor condition, Tensor y)
        {
            var result = NativeMethods.ast_where(condition.Handle, Handle, y.Handle);
            GC.KeepAlive(this);
            GC.KeepAlive(condition);
            GC.KeepAlive(y);
            return Call.Wrap(result);
        }

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false)
        {
            int result;
            Call.Check(NativeMethods.ast_allclose(Handle, target.Handle, rtol, atol, Call.Number(equal_nan), &result));
            GC.KeepAlive(target);
            return result != 0;
        }

        private Tensor Scaled(delegate*<nint, nint, NativeScalar, nint> f, Tensor other, Scalar alpha)
        {
            var result = f(Handle, other.Handle, alpha.Native);
            GC.KeepAlive(this);
            GC.KeepAlive(other);
            return Call.Wrap(result);
        }

        private Tensor Scaled(delegate*<nint, NativeScalar, NativeScalar, nint> f, Scalar other, Scalar alpha)
        {
            var result = f(Handle, other.Native, alpha.Native);
            GC.KeepAlive(this);
            return Call.Wrap(result);
        }

        private Tensor ScaledInPlace(delegate*<nint, nint, NativeScalar, int> f, Tensor other, Scalar alpha)
        {
            Call.Check(f(Handle, other.Handle, alpha.Native));
            GC.KeepAlive(other);
            return this;
        }

        private Tensor ScaledInPlace(delegate*<nint, NativeScalar, NativeScalar, int> f, Scalar other, Scalar alpha)
        {
            Call.Check(f(Handle, other.Native, alpha.Native));
            return this;
        }

        private Tensor Ternary(delegate*<nint, nint, nint, NativeScalar, nint> f, Tensor b, Tensor c, Scalar value)
        {
            var result = f(Handle, b.Handle, c.Handle, value.Native);
            GC.KeepAlive(this);
            GC.KeepAlive(b);
            GC.KeepAlive(c);
            return Call.Wrap(result);
        }

        private Tensor TernaryInPlace(delegate*<nint, nint, nint, NativeScalar, int> f, Tensor b, Tensor c, Scalar value)
        {
            Call.Check(f(Handle, b.Handle, c.Handle, value.Native));
            GC.KeepAlive(b);
            GC.KeepAlive(c);
            return this;
        }
    }

    public enum RoundingMode
    {
        None,
        trunc,
        floor,
    }

    private static class Scalars
    {
        internal static readonly Scalar One = 1;
    }
}

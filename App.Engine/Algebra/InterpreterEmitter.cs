using System.Reflection;
using System.Reflection.Emit;

namespace App.Engine.Algebra;

/// <summary>Emits the loop of <see cref="LaneInterpreter"/>: a switch over the codes, and for each of them its work on every vector of the accumulator.</summary>
internal sealed class InterpreterEmitter
{
    private readonly ILGenerator _il;
    private readonly LaneInterpreter.VectorType _vectors;
    private readonly LocalBuilder[] _accumulator;
    private readonly LocalBuilder _a;
    private readonly LocalBuilder _b;
    private readonly LocalBuilder _number;
    private readonly LocalBuilder _operand;

    /// <summary>Begins a method whose arguments are a step, the first register and the first constant, all by reference.</summary>
    /// <param name="il">Its body.</param>
    /// <param name="vectors">What it works with.</param>
    public InterpreterEmitter(ILGenerator il, LaneInterpreter.VectorType vectors)
    {
        (_il, _vectors) = (il, vectors);
        _accumulator = [.. Enumerable.Range(0, LaneInterpreter.Vectors).Select(_ => il.DeclareLocal(vectors.Type))];
        (_a, _b) = (il.DeclareLocal(typeof(double).MakeByRefType()), il.DeclareLocal(typeof(double).MakeByRefType()));
        (_number, _operand) = (il.DeclareLocal(vectors.Type), il.DeclareLocal(vectors.Type));
    }

    /// <summary>Emits the method.</summary>
    public void Emit()
    {
        Label next = _il.DefineLabel();
        Label end = _il.DefineLabel();
        var cases = Enumerable.Range(0, ((int)StepOperation.Store + 1) * ProgramStep.Operands)
            .Select(code => (Operation: (StepOperation)(code / ProgramStep.Operands), Operand: (StepOperand)(code % ProgramStep.Operands)))
            .Select(step => (step.Operation, step.Operand, Label: ProgramStep.Exists(step.Operation, step.Operand) ? _il.DefineLabel() : end)).ToList();
        _il.MarkLabel(next);
        SetPlace(_a, nameof(ProgramStep.A));
        SetPlace(_b, nameof(ProgramStep.B));
        Field(nameof(ProgramStep.Code));
        _il.Emit(OpCodes.Switch, [.. cases.Select(own => own.Label)]);
        _il.MarkLabel(end);
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ret);
        foreach ((StepOperation operation, StepOperand operand, Label label) in cases.Where(own => own.Label != end))
        {
            _il.MarkLabel(label);
            Case(operation, operand);
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Sizeof, typeof(ProgramStep));
            _il.Emit(OpCodes.Add);
            _il.Emit(OpCodes.Starg, 0);
            _il.Emit(OpCodes.Br, next);
        }
    }

    private void Case(StepOperation operation, StepOperand operand)
    {
        if (operand is StepOperand.Number or StepOperand.Scaled)
        {
            _il.Emit(OpCodes.Ldarg_2);
            Field(nameof(ProgramStep.B));
            _il.Emit(OpCodes.Conv_I);
            _il.Emit(OpCodes.Ldc_I4, sizeof(double));
            _il.Emit(OpCodes.Mul);
            _il.Emit(OpCodes.Add);
            _il.Emit(OpCodes.Ldind_R8);
            Call(_vectors.Create);
            _il.Emit(OpCodes.Stloc, _number);
        }

        for (int vector = 0; vector < LaneInterpreter.Vectors; vector++)
        {
            switch (operation)
            {
                case StepOperation.Store:
                    _il.Emit(OpCodes.Ldloc, _accumulator[vector]);
                    Address(_a, vector);
                    Call(_vectors.Store);
                    break;
                case StepOperation.Choose:
                    Constant(0);
                    _il.Emit(OpCodes.Ldloc, _accumulator[vector]);
                    Call(_vectors.LessThan);
                    Load(_a, vector);
                    Load(_b, vector);
                    Call(_vectors.Select);
                    _il.Emit(OpCodes.Stloc, _accumulator[vector]);
                    break;
                default:
                    Operand(operand, vector);
                    _il.Emit(OpCodes.Stloc, _operand);
                    Apply(operation, _accumulator[vector]);
                    _il.Emit(OpCodes.Stloc, _accumulator[vector]);
                    break;
            }
        }
    }

    /// <summary>The operand of a step.</summary>
    private void Operand(StepOperand operand, int vector)
    {
        if (operand == StepOperand.Number)
        {
            _il.Emit(OpCodes.Ldloc, _number);
            return;
        }

        Load(_a, vector);
        switch (operand)
        {
            case StepOperand.Register:
                break;
            case StepOperand.Scaled:
                _il.Emit(OpCodes.Ldloc, _number);
                Call(_vectors.Multiply);
                break;
            case StepOperand.Product:
                Load(_b, vector);
                Call(_vectors.Multiply);
                break;
            case StepOperand.Sum:
                Load(_b, vector);
                Call(_vectors.Add);
                break;
            case StepOperand.Difference:
                Load(_b, vector);
                Call(_vectors.Subtract);
                break;
            default:
                Load(_b, vector);
                Call(_vectors.LessThan);
                Constant(1);
                Constant(0);
                Call(_vectors.Select);
                break;
        }
    }

    /// <summary>What an operation makes of the accumulator and the operand.</summary>
    private void Apply(StepOperation operation, LocalBuilder own)
    {
        bool isAccumulatorLeft = operation is not (StepOperation.From or StepOperation.Into or StepOperation.MinOf or StepOperation.MaxOf);
        (LocalBuilder left, LocalBuilder right) = isAccumulatorLeft ? (own, _operand) : (_operand, own);
        switch (operation)
        {
            case StepOperation.Set:
                _il.Emit(OpCodes.Ldloc, _operand);
                break;
            case StepOperation.Min or StepOperation.MinOf:
                Pair(left, right, _vectors.LessThan);
                Pair(left, right, _vectors.Select);
                break;
            case StepOperation.Max or StepOperation.MaxOf:
                Pair(right, left, _vectors.LessThan);
                Pair(left, right, _vectors.Select);
                break;
            default:
                Pair(left, right, operation switch
                {
                    StepOperation.Add => _vectors.Add,
                    StepOperation.Subtract or StepOperation.From => _vectors.Subtract,
                    StepOperation.Multiply => _vectors.Multiply,
                    _ => _vectors.Divide,
                });
                break;
        }
    }

    private void Pair(LocalBuilder left, LocalBuilder right, MethodInfo method)
    {
        _il.Emit(OpCodes.Ldloc, left);
        _il.Emit(OpCodes.Ldloc, right);
        Call(method);
    }

    private void Field(string name)
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldfld, typeof(ProgramStep).GetField(name)!);
    }

    /// <summary>Where the register begins that a field names.</summary>
    private void SetPlace(LocalBuilder place, string field)
    {
        _il.Emit(OpCodes.Ldarg_1);
        Field(field);
        _il.Emit(OpCodes.Conv_I);
        _il.Emit(OpCodes.Ldc_I4, LaneInterpreter.Vectors * _vectors.Worlds * sizeof(double));
        _il.Emit(OpCodes.Mul);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stloc, place);
    }

    private void Address(LocalBuilder place, int vector)
    {
        _il.Emit(OpCodes.Ldloc, place);
        _il.Emit(OpCodes.Ldc_I4, vector * _vectors.Worlds * sizeof(double));
        _il.Emit(OpCodes.Add);
    }

    private void Load(LocalBuilder place, int vector)
    {
        Address(place, vector);
        Call(_vectors.Load);
    }

    private void Constant(double number)
    {
        _il.Emit(OpCodes.Ldc_R8, number);
        Call(_vectors.Create);
    }

    private void Call(MethodInfo method) => _il.Emit(OpCodes.Call, method);
}

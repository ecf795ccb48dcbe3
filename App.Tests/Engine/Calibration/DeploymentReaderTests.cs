using App.Engine.Calibration;
using App.Engine.Catalog;

namespace App.Tests.Engine.Calibration;

public sealed class DeploymentReaderTests
{
    private static readonly DeploymentReader s_reader = new(PlannerCatalog.Default);

    [Theory]
    [InlineData("NVIDIA H20-96GB", "h20-96gb")]
    [InlineData("NVIDIA H20-141GB (H20-3e)", "h20-141gb")]
    [InlineData("NVIDIA H200-SXM-141GB", "h200-sxm")]
    [InlineData("NVIDIA H200-NVL-141GB", "h200-nvl")]
    [InlineData("NVIDIA H100-SXM-80GB", "h100-sxm")]
    [InlineData("NVIDIA GB200-NVL72", "gb200")]
    [InlineData("NVIDIA B200-SXM-180GB", "b200-sxm")]
    [InlineData("Huawei Ascend 910B (Atlas 800I A2)", "ascend-910b")]
    [InlineData("Huawei Ascend 910C die (Atlas 800 A3 NPU; 2 dies per 910C package)", "ascend-910c-die")]
    [InlineData("Huawei ATLAS_800_A3_560T_128G_DIE", "ascend-910c-die-560t")]
    [InlineData("Huawei Ascend 950DT (Atlas 950 SuperPoD)", "ascend-950dt")]
    public void Read_HardwareName_IsThatChipAndNoOther(string name, string id) =>
        Assert.Equal(id, s_reader.Read(Measurements.Row with { Hardware = name }).Deployment!.Hardware.Id);

    [Theory]
    [InlineData("NVIDIA H2000")]
    [InlineData("Ascend 960")]
    [InlineData("Some Chip X1")]
    [InlineData("")]
    public void Read_UnknownChip_IsReportedAndNeverAnother(string name)
    {
        DeploymentReading reading = s_reader.Read(Measurements.Row with { Hardware = name });

        Assert.Null(reading.Deployment);
        Assert.True(reading.IsUnknownName);
        Assert.Contains($"'{name}'", reading.WhyNot, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vLLM", "NVIDIA H20-96GB", "vllm")]
    [InlineData("vLLM", "Huawei Ascend 910B", "vllm-ascend")]
    [InlineData("vllm-ascend (main, 2026-08)", "Huawei Ascend 910B", "vllm-ascend")]
    [InlineData("MindIE 2.1RC1", "Huawei Ascend 910B", "mindie")]
    public void Read_EngineOfTheSameName_IsTheProgramOfItsHardware(string framework, string hardware, string engine) =>
        Assert.Equal(engine, s_reader.Read(Measurements.Row with { Framework = framework, Hardware = hardware, WeightPrecision = "BF16" }).Deployment!.EngineId);

    [Fact]
    public void Read_UnknownModel_IsReportedAndNeverAnother()
    {
        DeploymentReading reading = s_reader.Read(Measurements.Row with { Model = "Nobody-7B" });

        Assert.Null(reading.Deployment);
        Assert.Contains("'Nobody-7B'", reading.WhyNot, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_UnknownEngine_IsEvaluatedAsOtherAndSaid()
    {
        DeploymentReading reading = s_reader.Read(Measurements.Row with { Framework = "MyEngine 1" });

        Assert.Equal("other", reading.Deployment!.EngineId);
        Assert.Contains(reading.Remarks, remark => remark.Contains("MyEngine", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_MoreCardsThanTheLayout_AreCopiesOfIt()
    {
        Deployment deployment = s_reader.Read(Measurements.Row with { Accelerators = 16 }).Deployment!;

        Assert.Equal((8, 2.0, 1.0), (deployment.Layout.Cards, deployment.Replicas, deployment.RateShare));
    }

    [Theory]
    [InlineData("prefill", null, LoadRegime.Prefill)]
    [InlineData("decode", "16", LoadRegime.Decode)]
    [InlineData("mixed", "16", LoadRegime.Closed)]
    [InlineData("offline", "max", LoadRegime.Saturated)]
    public void Read_Scenario_SaysWhatTheLoadIs(string scenario, string? concurrency, LoadRegime regime) =>
        Assert.Equal(regime, s_reader.Read(Measurements.Row with { Scenario = scenario, Concurrency = concurrency ?? "" }).Deployment!.Regime);
}

using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>A tranche and its replacements as purchases, each depreciated by its own age.</summary>
internal static class Purchases
{
    /// <summary>Share of a tranche that is replaced this month: cards that reach an age of refresh.</summary>
    public static T Replace<T, TSheet>(FleetWorkspace<T> workspace, int tranche, in CalendarMonth<T> month, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        T replaced = T.Constant(0);
        int first = tranche * workspace.Index.VintagesPerTranche;
        T age = workspace.TrancheMonths[tranche].Age;
        sheet.Section(workspace.Index.TrancheTitles[tranche]);
        for (int wave = 0; wave < workspace.RefreshAges.Length; wave++)
        {
            ref VintageMonth<T> vintage = ref workspace.Vintages[first + 1 + wave];
            T soFar = Shares.Clamp(age - workspace.RefreshAges[wave]);
            sheet.Month(workspace.Index.WaveTitles[wave], Unit.One, month.Index, soFar);
            vintage.ReplacedNow = soFar - vintage.Replaced;
            vintage.Replaced = soFar;
            replaced += vintage.ReplacedNow;
        }

        return replaced;
    }

    /// <summary>Depreciation of the month of a tranche and its replacements, USD.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="tranche">Index of the tranche.</param>
    /// <param name="paid">Paid for it this month with the tax that is not recovered, USD.</param>
    /// <param name="refresh">What replacing all of it costs this month with that tax, USD.</param>
    /// <param name="month">The month.</param>
    /// <param name="sheet">Receives the lines.</param>
    public static T Depreciate<T, TSheet>(
        FleetWorkspace<T> workspace, int tranche, T paid, T refresh, in CalendarMonth<T> month, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        PlanIndex index = workspace.Index;
        int first = tranche * index.VintagesPerTranche;
        ref readonly TrancheMonth<T> now = ref workspace.TrancheMonths[tranche];
        sheet.Section(index.VintageTitles[first]);
        T sum = workspace.Vintages[first].Depreciate(paid, now.Delivered, now.Age, workspace.Schedule, month, ref sheet);
        for (int wave = 0; wave < workspace.RefreshAges.Length; wave++)
        {
            ref VintageMonth<T> vintage = ref workspace.Vintages[first + 1 + wave];
            sheet.Section(index.VintageTitles[first + 1 + wave]);
            T age = T.Max(T.Constant(0), now.Age - workspace.RefreshAges[wave]);
            sheet.Month("Age", Unit.Months, month.Index, age);
            sum += vintage.Depreciate(refresh * vintage.ReplacedNow, vintage.Replaced, age, workspace.Schedule, month, ref sheet);
        }

        return sum;
    }

    /// <summary>Cost less depreciation of a tranche and its replacements, USD.</summary>
    public static T BookValue<T>(FleetWorkspace<T> workspace, int tranche)
        where T : struct, IReal<T>
    {
        T value = T.Constant(0);
        int first = tranche * workspace.Index.VintagesPerTranche;
        for (int v = first; v < first + workspace.Index.VintagesPerTranche; v++)
        {
            value += workspace.Vintages[v].Cost - workspace.Vintages[v].Depreciated;
        }

        return value;
    }
}

using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>The sites of a fleet, month by month.</summary>
internal static class SiteMonths
{
    /// <summary>Power there is, against the nameplate power of the cards delivered.</summary>
    public static void Supply<T, TSheet>(in CaseInputs<T> inputs, FleetWorkspace<T> workspace, in CalendarMonth<T> month, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        int sites = workspace.Sites.Length;
        for (int s = 0; s < sites; s++)
        {
            sheet.Section(workspace.Index.SiteTitles[s]);
            T limit = T.Constant(0);
            PowerStageSlots[] stages = workspace.Index.Stages[s];
            for (int i = 0; i < stages.Length; i++)
            {
                T there = inputs[stages[i].Megawatts] * T.Constant(1000);
                T added = i == 0 ? there : there - (inputs[stages[i - 1].Megawatts] * T.Constant(1000));
                T stage = added * Shares.Passed(month.Number, inputs[stages[i].FromMonth]);
                sheet.Month(workspace.Index.StageTitles[i], Unit.Kilowatts, month.Index, stage);
                limit += stage;
            }

            T installed = T.Constant(0);
            for (int g = 0; g < workspace.Groups.Length; g++)
            {
                installed += workspace.Groups[g].NameplateKilowatts * workspace.SiteShares[(g * sites) + s] * workspace.GroupMonths[g].Delivered;
            }

            workspace.SiteMonths[s].Supply(workspace.Sites[s], limit, installed, month, ref sheet);
        }
    }

    /// <summary>Energy and space of the month.</summary>
    public static void Draw<T, TSheet>(
        FleetWorkspace<T> workspace, in PriceMonth<T> prices, in Durations<T> durations, in CalendarMonth<T> month, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        int sites = workspace.Sites.Length;
        for (int s = 0; s < sites; s++)
        {
            SiteLoad<T> load = default;
            for (int g = 0; g < workspace.Groups.Length; g++)
            {
                if (workspace.Index.Groups[g].Purchase is not null)
                {
                    T share = workspace.SiteShares[(g * sites) + s];
                    SiteLoad<T> own = workspace.GroupLoads[g];
                    load = new(
                        load.Peak + (own.Peak * share), load.Flat + (own.Flat * share), load.Valley + (own.Valley * share),
                        load.Busiest + (own.Busiest * share));
                }
            }

            sheet.Section(workspace.Index.SiteTitles[s]);
            T level = prices.Energy * prices.Yuan * EventEffects.Product(workspace.Index.Events.Energy[s], workspace, EventEffect.Energy);
            workspace.SiteMonths[s].Draw(workspace.Sites[s], load, level, durations, month, ref sheet);
            workspace.SiteMonths[s].House(workspace.Sites[s], prices.Local, month, ref sheet);
        }
    }
}

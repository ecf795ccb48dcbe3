using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>Which events have which effect on what, found once for a plan.</summary>
internal sealed class EventIndex
{
    /// <summary>Finds them.</summary>
    public EventIndex(IReadOnlyList<EventSlots> events, int groups, int sites)
    {
        int[][] Groups(Func<EventSlots, Slot?> effect) => [.. Enumerable.Range(0, groups).Select(group => Where(
            happening => effect(happening) is not null && happening.TouchesGroup[group]))];
        int[] Where(Func<EventSlots, bool> has) => [.. Enumerable.Range(0, events.Count).Where(index => has(events[index]))];
        Delivery = Groups(happening => happening.Delivery);
        Slip = Groups(happening => happening.SlipMonths);
        CardPrice = Groups(happening => happening.CardPrice);
        Resale = Groups(happening => happening.Resale);
        Capacity = Groups(happening => happening.Capacity);
        Support = Groups(happening => happening.SupportEndsAfterMonths);
        Rental = Where(happening => happening.RentalPrice is not null);
        Energy = [.. Enumerable.Range(0, sites).Select(site => Where(
            happening => happening.EnergyPrice is not null && happening.TouchesSite[site]))];
        EndsSupport = [.. events.Select(happening => happening.SupportEndsAfterMonths is not null)];
    }

    /// <summary>For each group the events that change deliveries; likewise the others.</summary>
    public int[][] Delivery { get; }

    public int[][] Slip { get; }

    public int[][] CardPrice { get; }

    public int[][] Resale { get; }

    public int[][] Capacity { get; }

    public int[][] Support { get; }

    public int[] Rental { get; }

    public int[][] Energy { get; }

    public bool[] EndsSupport { get; }
}

/// <summary>Effects of events in the current month.</summary>
internal static class EventEffects
{
    /// <summary>An effect of several events on one thing: the product of what each leaves.</summary>
    /// <param name="which">The events that have the effect.</param>
    /// <param name="workspace">Events in this month.</param>
    /// <param name="effect">The effect's change while an event is in force.</param>
    public static T Product<T>(int[] which, FleetWorkspace<T> workspace, EventEffect effect)
        where T : struct, IReal<T>
    {
        T product = T.Constant(1);
        foreach (int index in which)
        {
            ref readonly EventState<T> state = ref workspace.Events[index];
            T change = effect switch
            {
                EventEffect.Delivery => state.Delivery,
                EventEffect.CardPrice => state.CardPrice,
                EventEffect.Rental => state.RentalPrice,
                EventEffect.Resale => state.Resale,
                EventEffect.Energy => state.EnergyPrice,
                EventEffect.Capacity => state.Capacity,
            };
            product *= T.Constant(1) + (workspace.EventMonths[index].InForce * change);
        }

        return product;
    }

    /// <summary>Share of the month in which a group's failed cards cannot be replaced.</summary>
    public static T SupportEnded<T>(int[] which, FleetWorkspace<T> workspace)
        where T : struct, IReal<T>
    {
        T ended = T.Constant(0);
        foreach (int index in which)
        {
            ended = T.Max(ended, workspace.EventMonths[index].SupportEnded);
        }

        return ended;
    }
}

/// <summary>What an event can change.</summary>
internal enum EventEffect
{
    Delivery,
    CardPrice,
    Rental,
    Resale,
    Energy,
    Capacity,
}

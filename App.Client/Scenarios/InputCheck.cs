using App.Engine.Inputs;
using App.Engine.Studies;

namespace App.Client.Scenarios;

/// <summary>An input that is worth checking before signing.</summary>
/// <param name="Input">The input.</param>
/// <param name="Share">How much of the decision's uncertainty it makes up.</param>
public sealed record InputCheck(Input Input, InputShare Share);

namespace App.Server.Workbook;

/// <summary>A native chart over cells of the workbook.</summary>
internal sealed record ChartPicture;

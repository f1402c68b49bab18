namespace ActorSearch.Reporting.Text;

/// <summary>A column of a table.</summary>
/// <param name="Header">Its name.</param>
/// <param name="IsNumber">Whether it holds numbers: these stand to the right and are never cut, since a cut number is another number.</param>
/// <param name="GivesWay">Where there is too little width, columns of higher numbers are left out first; 0 never is.</param>
public sealed record TextColumn(string Header, bool IsNumber = false, int GivesWay = 0);

namespace ActorSearch.Reporting.Inspection.Pictures;

/// <summary>Small pictures of one size in rows, each pixel enlarged by a whole factor.</summary>
internal static class TileSheet
{
    private const int TilesPerRow = 8;
    private const int Gap = 4;

    /// <summary>Draws a sheet.</summary>
    /// <param name="tiles">Number of pictures.</param>
    /// <param name="height">Rows of each.</param>
    /// <param name="width">Columns of each.</param>
    /// <param name="target">
    /// Pixels that the longer side is to have: small ones are enlarged by the largest whole factor that stays within,
    /// of large ones only every second, third, ... row and column is drawn.
    /// </param>
    /// <param name="colourAt">The colour of a tile's pixel, by tile, row and column.</param>
    public static Raster Draw(int tiles, int height, int width, int target, Func<int, int, int, Rgba> colourAt)
    {
        var longer = Math.Max(height, width);
        var factor = Math.Max(1, target / longer);
        var step = (longer + target - 1) / target;
        var (rows, columns) = ((height + step - 1) / step, (width + step - 1) / step);
        var perRow = Math.Min(tiles, TilesPerRow);
        var sheet = new Raster(
            (perRow * ((columns * factor) + Gap)) - Gap,
            ((tiles + perRow - 1) / perRow * ((rows * factor) + Gap)) - Gap);
        for (var tile = 0; tile < tiles; tile++)
        {
            var (left, top) = (tile % perRow * ((columns * factor) + Gap), tile / perRow * ((rows * factor) + Gap));
            for (var row = 0; row < rows; row++)
            {
                for (var column = 0; column < columns; column++)
                {
                    sheet.Fill(left + (column * factor), top + (row * factor), factor, colourAt(tile, row * step, column * step));
                }
            }
        }

        return sheet;
    }
}

// PNG files, with stb.

#include "ui/render/software_raster.h"

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#include <stb_image_write.h>

namespace fw::ui {

bool write_png(const Image& image, const std::string& path)
{
    return stbi_write_png(
               path.c_str(), image.width, image.height, 4, image.pixels.data(), image.width * 4)
        != 0;
}

} // namespace fw::ui

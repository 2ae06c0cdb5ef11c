// See window.h.

#include "app/window.h"

#include <glad/gl.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>
#include <imgui_internal.h>

#include <algorithm>
#include <stdexcept>

namespace fw::app {
namespace {

std::string glfw_message()
{
    const char* text = nullptr;
    glfwGetError(&text);
    return text ? text : "unknown reason";
}

bool had_input()
{
    return ImGui::GetCurrentContext()->InputEventsQueue.Size > 0;
}

} // namespace

Window::Window(int width, int height, const std::string& title)
    : m_title(title)
{
    if (!glfwInit()) {
        throw std::runtime_error("no window can be opened here (" + glfw_message()
            + "); `framewalk shot FILE --at STEP -o OUT.png` draws without a display");
    }
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "framewalk");
    if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) {
        int x = 0;
        int y = 0;
        int most_width = 0;
        int most_height = 0;
        glfwGetMonitorWorkarea(monitor, &x, &y, &most_width, &most_height);
        width = most_width > 0 ? std::min(width, most_width) : width;
        height = most_height > 0 ? std::min(height, most_height) : height;
    }
    m_window = glfwCreateWindow(width, height, title.c_str(), nullptr, nullptr);
    if (!m_window) {
        const std::string reason = glfw_message();
        glfwTerminate();
        throw std::runtime_error("no window with OpenGL 3.3 can be opened here (" + reason + ")");
    }
    glfwMakeContextCurrent(m_window);
    if (!gladLoadGL(glfwGetProcAddress)) {
        glfwDestroyWindow(m_window);
        glfwTerminate();
        throw std::runtime_error("OpenGL cannot be loaded");
    }
    glfwSwapInterval(1);
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    ImGui_ImplGlfw_InitForOpenGL(m_window, true);
    ImGui_ImplOpenGL3_Init("#version 330 core");
}

Window::~Window()
{
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
    glfwDestroyWindow(m_window);
    glfwTerminate();
}

// Where a window's size counts in pixels (X11, Windows), the screen's scale makes everything
// larger; where it counts in points (macOS), the framebuffer does.
float Window::scale() const
{
    float x = 1;
    float y = 1;
    glfwGetWindowContentScale(m_window, &x, &y);
    int width = 1;
    int height = 1;
    int pixels = 1;
    int ignored = 1;
    glfwGetWindowSize(m_window, &width, &height);
    glfwGetFramebufferSize(m_window, &pixels, &ignored);
    const float by_framebuffer
        = width > 0 ? static_cast<float>(pixels) / static_cast<float>(width) : 1;
    return std::clamp(x / std::max(by_framebuffer, 0.5F), 0.5F, 4.0F);
}

bool Window::wants_close() const
{
    return glfwWindowShouldClose(m_window) != 0;
}

void Window::set_title(const std::string& title)
{
    if (title != m_title) {
        m_title = title;
        glfwSetWindowTitle(m_window, title.c_str());
    }
}

void Window::size(int& width, int& height) const
{
    glfwGetWindowSize(m_window, &width, &height);
}

bool Window::wait(double seconds)
{
    if (seconds > 0) {
        glfwWaitEventsTimeout(seconds);
    } else {
        glfwWaitEvents();
    }
    return had_input();
}

bool Window::poll()
{
    glfwPollEvents();
    return had_input();
}

void Window::wake()
{
    glfwPostEmptyEvent();
}

void Window::begin_frame(bool fonts_changed)
{
    if (fonts_changed) {
        // With the fonts' texture alone gone, the call below would not make it again.
        ImGui_ImplOpenGL3_DestroyDeviceObjects();
    }
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    ImGui::NewFrame();
}

void Window::end_frame(unsigned background)
{
    ImGui::Render();
    int width = 0;
    int height = 0;
    glfwGetFramebufferSize(m_window, &width, &height);
    glViewport(0, 0, width, height);
    const ImVec4 colour = ImGui::ColorConvertU32ToFloat4(background);
    glClearColor(colour.x, colour.y, colour.z, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    glfwSwapBuffers(m_window);
}

} // namespace fw::app

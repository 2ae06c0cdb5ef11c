// The platform's window with an OpenGL 3.3 context and Dear ImGui in it. Owns all three.
#pragma once

#include <memory>
#include <string>

struct GLFWwindow;

namespace fw::app {

class Window {
public:
    // Throws std::runtime_error with a line for the person when there is no display or no OpenGL.
    Window(int width, int height, const std::string& title);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    float scale() const; // of the screen: 2 on a HiDPI one
    bool wants_close() const;
    void set_title(const std::string& title);
    void size(int& width, int& height) const;

    // Sleeps until something happens; at most so long when seconds > 0. True when there was input.
    bool wait(double seconds);
    bool poll();
    static void wake(); // from any thread

    void begin_frame(bool fonts_changed);
    void end_frame(unsigned background);

private:
    GLFWwindow* m_window = nullptr;
    std::string m_title;
};

} // namespace fw::app
